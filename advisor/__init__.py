"""Floor 1, question to answer: understand, retrieve, compose, check. Imports `knowledge` only."""
