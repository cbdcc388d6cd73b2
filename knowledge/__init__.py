"""Floor 0, what is known: profiles, facts, chunks, the catalog, embeddings and the store.

This package imports nothing else of the project. `ingest` fills it, `advisor` asks it.
"""
