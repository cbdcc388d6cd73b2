"""Official releases to tables of facts: O*NET, wages, projections and AI exposure, joined by code.

`python -m ingest.releases --help` runs it. The tables hold codes, names and numbers only, never
the sentences of a source; `knowledge/facts.py` reads them.
"""
