"""A chat model words the answer, and the program keeps it honest.

The grounded draft comes first and stays the safety net: `facts` numbers what may be said, `calls`
asks the model within bounds, `cutting` makes sentences of its stream, `verify` holds each against
the facts that it cites, and `writer` shows what held, puts the draft's own words in the place of
what did not, and falls back to the draft with one line of why.
"""
