"""Floor 1, documents to store: readers, the chunker and the pipeline. Imports `knowledge` only."""
