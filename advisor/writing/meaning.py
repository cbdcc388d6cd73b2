"""How near in meaning a sentence is to facts; vectors are kept, since facts and sentences come again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import numpy as np

from advisor.writing.facts import Fact
from knowledge.embedding import Embedder, Vectors

KEPT = 4000  # Vectors in memory: some 6 MB.


class Meaning:
    """Cosines of sentences and facts, by an embedder."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, shape (len(texts), dimensions); only new ones are computed."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        made: Iterable[Vectors] = self._embedder.embed(new) if new else ()
        with self._lock:
            found = dict(zip(new, made, strict=True))
            for text in texts:
                if text not in found and text in self._vectors:
                    found[text] = self._vectors[text]
            self._vectors.update(found)
            while len(self._vectors) > KEPT:
                self._vectors.popitem(last=False)
        missed = [text for text in texts if text not in found]
        found.update(zip(missed, self._embedder.embed(missed) if missed else [], strict=True))
        return np.array([found[text] for text in texts])

    def nearness(self, sentence: str, facts: Sequence[Fact]) -> float:
        """The cosine with the nearest fact, or with all of them together where that is higher.

        A fact is compared by its words alone, below what it describes, and without its name.
        """
        texts = [text for fact in facts for text in _ways(fact)]
        if len(facts) > 1:
            texts.append(" ".join(fact.text for fact in facts))
        first, *rest = self.of([sentence, *texts])
        return float(max(one @ first for one in rest))

    def prepare(self, facts: Sequence[Fact]) -> None:
        """Compute now what the first sentences would wait for."""
        self.of([text for fact in facts for text in _ways(fact)])


def _ways(fact: Fact) -> tuple[str, ...]:
    """A fact's words, the same below what they describe, and what stands behind its name."""
    _, colon, behind = fact.text.partition(": ")
    return (fact.text, f"{fact.place}\n{fact.text}", *((behind,) if colon else ()))
