"""Floor 1, documents to store: readers, the chunker and the pipeline. Imports `knowledge` only.

`ingest.releases` makes the tables of facts from official data.
"""
