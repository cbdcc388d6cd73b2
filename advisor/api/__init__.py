"""For other programs: the same answers as a documented HTTP API and as tools of the Model Context Protocol.

Both hand out what `calls` returns; neither is a second way to an answer.
"""
