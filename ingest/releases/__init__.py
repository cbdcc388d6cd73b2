"""Official releases to profiles and tables of facts: O*NET, wages, projections and AI exposure, by code.

`python app.py import onet` runs it. The tables hold codes, names and numbers only, never the
sentences of a source; `knowledge/facts.py` reads them. The profiles hold O*NET's own sentences,
attributed, and stay on the user's machine.
"""
