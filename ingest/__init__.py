"""Floor 1, documents to store: readers, the chunker and the pipeline. Imports `knowledge` only.

`ingest.releases` makes profiles and the tables of facts from official data.
"""
