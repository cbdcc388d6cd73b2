"""Train the entry matcher: which entries of a profile, or which rated elements, answer a question.

    python -m advisor.understanding.matching_training

reads `prompts/matching/*.jsonl`, holds a part of the profiles back, trains (a quarter of an hour on two
cores), reports on the part held back, and writes `advisor/understanding/matcher.npz`.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from advisor.settings import Settings
from advisor.understanding.adapters import AdaptedNetwork, restore, save
from advisor.understanding.exported import TRAINED_BY, weights_of
from advisor.understanding.matching import KINDS, MAX_TOKENS, as_read, rating_as_read
from advisor.understanding.matching_examples import MatchingExample, load_matching
from advisor.understanding.training import vary
from knowledge.embedding import DEFAULT_MODEL, Embedder, Vectors, load_embedder, model_source
from knowledge.export import in_whole_numbers, write_onnx
from knowledge.profile import Profile
from knowledge.rated import rated_elements
from knowledge.store import open_current

FIRST = 2  # The lowest layer that learns, of six.
EPOCHS = 2
QUESTIONS = 8  # In one step...
COMPARED = 6  # ...each beside so many texts, those that answer it among them...
BY_CHANCE = 1  # ...so many at random, the others from the...
NEAREST = 20  # ...nearest in meaning.
CANDIDATES = 24  # Texts among which the answer is looked for when the matcher is tested.
RATE, HEAD_RATE = 1e-3, 2e-3
HELD_BACK = 0.15
SEED = 7
_JOB = re.compile(r"\{([^}]*)\}")


Texts = Mapping[str, Mapping[str, str]]
"""By code ("" for ratings), and by the name of an entry or element, the text that the matcher reads."""


def texts_of(profiles: Sequence[Profile]) -> Texts:
    """All that questions are matched with; entries are named by section and label."""
    ratings = {one.name: rating_as_read(one) for one in rated_elements()}
    entries = {
        profile.code: {
            f"{section}: {entry.label}": as_read(section, entry)
            for section in KINDS
            for entry in profile.entries(section)
        }
        for profile in profiles
    }
    return {"": ratings, **entries}


class MatcherNetwork(AdaptedNetwork):
    """Reads a question and a text together; one number above 0 when the text answers."""

    def __init__(self, source: str) -> None:
        super().__init__(source, {"answers": 1}, first=FIRST)

    def scores(self, questions: list[str], texts: list[str]) -> torch.Tensor:
        encoded = self.encode(questions, texts, max_tokens=MAX_TOKENS)
        return self.heads["answers"](self.pooled(**encoded).float()).squeeze(-1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Chances from 0 to 1, one a pair."""
        return torch.sigmoid(self.heads["answers"](self.pooled(input_ids, attention_mask)).squeeze(-1))


class Neighbours:
    """The texts nearest in meaning to a question, by the embedding model as it is."""

    def __init__(self, texts: Texts, embedder: Embedder) -> None:
        self._names = {code: list(named) for code, named in texts.items()}
        self._vectors: dict[str, Vectors] = {
            code: embedder.embed(list(named.values())) for code, named in texts.items() if named
        }
        self._embedder = embedder

    def nearest(self, example: MatchingExample, k: int) -> list[str]:
        """Names, the nearest first."""
        asked = self._embedder.embed([_masked(example.question)])[0]
        order = np.argsort(-(self._vectors[example.code] @ asked))[:k]
        return [self._names[example.code][at] for at in order]


def train(
    examples: Sequence[MatchingExample], texts: Texts, neighbours: Neighbours, source: str
) -> MatcherNetwork:
    """Train adapters and head on the examples; prints a line an epoch."""
    torch.manual_seed(SEED)
    noise = random.Random(SEED)
    network = MatcherNetwork(source)
    adapters = network.add_adapters()
    heads = list(network.heads.parameters())
    optimiser = torch.optim.AdamW(
        [{"params": adapters, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [RATE, HEAD_RATE],
        total_steps=EPOCHS * (len(examples) // QUESTIONS + 1),
        pct_start=0.1,
    )
    near = {one: neighbours.nearest(one, NEAREST) for one in examples}
    for epoch in range(EPOCHS):
        shuffled = noise.sample(list(examples), len(examples))
        total = 0.0
        for at in range(0, len(shuffled), QUESTIONS):
            asked = [
                _compared(one, texts[one.code], near[one], noise) for one in shuffled[at : at + QUESTIONS]
            ]
            pairs = [(question, text) for question, found, _ in asked for text in found]
            with torch.autocast("cpu", dtype=torch.bfloat16):  # Twice as fast where the CPU has it.
                scores = network.scores(*map(list, zip(*pairs, strict=True)))
            loss = _loss(scores.float(), [(len(found), right) for _, found, right in asked])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(adapters, 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(asked)
        print(f"epoch {epoch + 1}/{EPOCHS}  loss {total / len(examples):.3f}", flush=True)
    return network


def _compared(
    example: MatchingExample, texts: Mapping[str, str], near: Sequence[str], noise: random.Random
) -> tuple[str, list[str], int]:
    """The question as somebody types it, the texts to compare, and how many of the first answer it."""
    right = [one for one in example.meant if one in texts]
    wrong = [one for one in near if one not in right]
    others = [one for one in texts if one not in right and one not in near]
    hard = noise.sample(wrong, min(len(wrong), max(COMPARED - BY_CHANCE - len(right), 1)))
    chance = noise.sample(others, min(len(others), BY_CHANCE))
    found = [texts[one] for one in (*right, *hard, *chance)]
    return vary(example.question, noise), found, len(right)


def _loss(scores: torch.Tensor, sizes: Sequence[tuple[int, int]]) -> torch.Tensor:
    """For each question: the right text must beat the others and the answer "none", each by itself too."""
    losses = []
    for part, (_, right) in zip(scores.split([size for size, _ in sizes]), sizes, strict=True):
        shares = torch.cat([torch.zeros(1), part]).log_softmax(0)
        best = shares[1 : 1 + right].logsumexp(0) if right else shares[0]
        wanted = torch.zeros(len(part))
        wanted[:right] = 1
        alone = nn.functional.binary_cross_entropy_with_logits(part, wanted, pos_weight=torch.tensor(3.0))
        losses.append(2 * alone - best)
    return torch.stack(losses).mean()


def report(
    network: MatcherNetwork, examples: Sequence[MatchingExample], texts: Texts, neighbours: Neighbours
) -> dict[str, float]:
    """On questions it has not seen: how often the best text is right, and how often "none" is."""
    right: list[bool] = []
    answered: list[float] = []
    invented: list[float] = []
    whole: list[bool] = []
    for one in examples:
        found = neighbours.nearest(one, CANDIDATES)
        with torch.no_grad():
            scores = network.scores(
                [_masked(one.question)] * len(found), [texts[one.code][name] for name in found]
            ).numpy()
        if one.wants_whole:
            whole.append(bool(scores.max() <= 0))
        elif one.meant:
            right.append(found[int(scores.argmax())] in one.meant)
            answered.append(float(scores.max()))
        else:
            invented.append(float(scores.max()))
    some, none = np.array(answered), np.array(invented)
    return {
        "best_is_right": float(np.mean(right)),
        "found_when_there": float((some > 0).mean()),
        "none_when_not": float((none <= 0).mean()),
        "none_when_all_is_asked": float(np.mean(whole)),
        "told_apart": float((some[:, None] > none[None, :]).mean()),
    }


def split(examples: Sequence[MatchingExample]) -> tuple[list[MatchingExample], list[MatchingExample]]:
    """Examples to learn from and those held back: of some profiles all, of the ratings some."""
    noise = random.Random(SEED)
    codes = sorted({one.code for one in examples if one.code})
    held = set(noise.sample(codes, int(len(codes) * HELD_BACK)))
    parts: tuple[list[MatchingExample], list[MatchingExample]] = ([], [])
    for one in examples:
        parts[one.code in held if one.code else noise.random() < HELD_BACK].append(one)
    return parts


def export(source: str, folder: Path, weights: Path) -> None:
    """Add the trained weights to the model and write `matcher.onnx`, in whole numbers, and its tokenizer.

    On questions held back, each beside 24 texts, whole numbers tell the right text first in 74.6 of 100
    (74.9 without), and a question that is answered from one that is not in 92.4 (92.5).
    Raises UnderstandingError when the weights do not fit. The folder appears whole or not at all.
    """
    network = MatcherNetwork(source)
    restore(network, weights, made_by=TRAINED_BY["matcher"])
    write_onnx(
        *(network, network.tokenizer, folder, "matcher.onnx", ["chance"]),
        lambda building: in_whole_numbers(building / "matcher.onnx"),
    )


def _masked(text: str) -> str:
    return _JOB.sub("this job", text)


def main() -> None:
    """Train on the profiles of the index, report on the part held back, and write the weights."""
    settings = Settings.from_environment(os.environ)
    examples, texts = load_matching(), texts_of(open_current(settings.index_place).profiles)
    learnt, held_back = split(examples)
    neighbours = Neighbours(texts, load_embedder(DEFAULT_MODEL, settings.models))
    source, _ = model_source(DEFAULT_MODEL)
    network = train(learnt, texts, neighbours, source)
    rates = {
        name: report(network, [one for one in held_back if bool(one.code) == of_entries], texts, neighbours)
        for name, of_entries in (("entries", True), ("ratings", False))
    }
    print(rates)
    weights = weights_of("matcher")
    save(network, weights, {"examples": len(examples), "held_back": len(held_back), "rates": rates})
    print(f"Wrote {weights} ({weights.stat().st_size / 1e6:.1f} MB).")


if __name__ == "__main__":
    main()
