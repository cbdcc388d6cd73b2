"""Train the question reader: small adapters in the embedding model and one head a label set.

    python -m advisor.understanding.training [--further]

reads `prompts/examples/*.jsonl` and what `prompts/matching` and `prompts/pointing` tell, holds a part
back, trains (half an hour on two cores), reports on the part held back, and writes
`advisor/understanding/reader.npz`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from torch import nn

from advisor.question import Focus
from advisor.understanding.adapters import AdaptedNetwork, blend, restore, resume, save
from advisor.understanding.exported import TRAINED_BY, weights_of
from advisor.understanding.labels import FACETS, INTENTS, KINDS, TOPICS, Example, load_examples
from advisor.understanding.matching_examples import as_labelled, load_matching, load_pointing
from advisor.understanding.reader import HEADS, MAX_TOKENS, before
from knowledge.export import write_onnx

EPOCHS = 5
FURTHER_EPOCHS = 2
FURTHER_GENTLER = 2  # Times lower rates of learning...
FURTHER_SHARE = 0.4  # ...and what the new weights have of the mean that is taken of old and new.
BATCH = 32
ADAPTER_RATE = 1e-3
HEAD_RATE = 2e-3
HELD_BACK = 10  # Percent.
SEED = 5
MASK = "this job"
_JOB = re.compile(r"\{([^}]*)\}")


class ReaderNetwork(AdaptedNetwork):
    """The encoder with a linear head for each label set."""

    def __init__(self, source: str) -> None:
        super().__init__(source, {name: len(labels) for name, labels in HEADS.items()})

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Probabilities, one tensor a head in the order of HEADS."""
        pooled = self.pooled(input_ids, attention_mask)
        scores = {name: head(pooled) for name, head in self.heads.items()}
        return tuple(
            torch.sigmoid(value) if name == "facets" else torch.softmax(value, dim=-1)
            for name, value in scores.items()
        )


def train(examples: Sequence[Example], source: str, *, further: Path | None = None) -> ReaderNetwork:
    """Train adapters and heads on the examples; prints a line an epoch.

    With the weights to train `further`, the examples are gone through fewer times and more gently.
    """
    seed, epochs = SEED, FURTHER_EPOCHS if further else EPOCHS
    rates = [rate / FURTHER_GENTLER if further else rate for rate in (ADAPTER_RATE, HEAD_RATE)]
    torch.manual_seed(seed)
    noise = random.Random(seed)
    network = ReaderNetwork(source)
    adapters = network.add_adapters()
    if further:
        resume(network, further)
    optimiser = torch.optim.AdamW(
        [
            {"params": adapters, "lr": rates[0]},
            {"params": network.heads.parameters(), "lr": rates[1]},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (len(examples) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        total = 0.0
        for turns in _batches([in_conversation(one, examples, noise) for one in examples], noise):
            texts = [vary(turn.text, noise) for turn in turns]
            encoded = network.encode(
                texts, [before(focus_after(turn.before)) for turn in turns], max_tokens=MAX_TOKENS
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):  # Twice as fast where the CPU has it.
                pooled = network.pooled(**encoded)
            pooled = nn.functional.dropout(pooled.float(), 0.1)
            loss = _loss(network, pooled, turns)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(adapters, 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(turns)
        print(f"epoch {epoch + 1}/{epochs}  loss {total / len(examples):.3f}", flush=True)
    return network


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """The examples to learn from and those held back; a conversation stays whole.

    Which part an example is in does not change when others are added.
    """
    parts: tuple[list[Example], list[Example]] = ([], [])
    for example in examples:
        opening = (example.before or (example,))[0].text
        parts[crc32(opening.encode()) % 100 < HELD_BACK].append(example)
    return parts


def in_conversation(example: Example, others: Sequence[Example], noise: random.Random) -> Example:
    """The example after some turns: its own, or for one written alone those of another example.

    A message that stands alone keeps its labels whatever was before it, so the reader learns to
    look back only when it has to; one that needs a topic takes that of the turn before.
    """
    if example.before:
        drop = not example.followup and noise.random() < 0.3
        return replace(example, before=()) if drop else example
    if noise.random() < (0.25 if example.followup else 0.6):
        return example
    last = noise.choice(others)
    if last.intent != "question" or not last.topics:
        return example
    example = replace(example, before=(*last.before, replace(last, before=())))
    needs_topic = example.followup and not example.topics and example.intent == "question"
    return replace(example, topics=last.topics) if needs_topic else example


def focus_after(turns: Sequence[Example]) -> Focus:
    """The focus that a conversation of these turns leaves; only questions change it."""
    focus = Focus()
    for turn in turns:
        if turn.intent == "question" and turn.topics:
            focus = Focus(
                topics=turn.topics,
                kind=turn.kind,
                facets=frozenset(turn.facets),
                past=(*focus.past, turn.topics),
                said=_masked(turn.text),
            )
    return focus


def vary(text: str, noise: random.Random) -> str:
    """The message as another person might have typed it: job masked, a slip, no punctuation."""
    text = _JOB.sub(lambda job: job[1] if noise.random() < 0.4 else MASK, text)
    if noise.random() < 0.25 and len(text) > 3:
        at = noise.randrange(len(text) - 1)
        slip = noise.choice(("drop", "swap", "add"))
        if slip == "drop":
            text = text[:at] + text[at + 1 :]
        elif slip == "swap":
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        else:
            text = text[:at] + noise.choice("abcdefghijklmnopqrstuvwxyz") + text[at:]
    if noise.random() < 0.3:
        text = text.lower()
    if noise.random() < 0.2:
        text = re.sub(r"[?.!,']", "", text)
    return text


def report(network: ReaderNetwork, examples: Sequence[Example]) -> dict[str, float]:
    """How often each head is right on examples it has not seen."""
    readings = []
    for start in range(0, len(examples), 64):
        batch = examples[start : start + 64]
        texts = [_masked(one.text) for one in batch]
        contexts = [before(focus_after(one.before)) for one in batch]
        with torch.no_grad():
            readings.append(
                [part.numpy() for part in network(**network.encode(texts, contexts, max_tokens=MAX_TOKENS))]
            )
    intents, topics, kinds, facets = (np.concatenate(parts) for parts in zip(*readings, strict=True))
    asked = [at for at, one in enumerate(examples) if one.topics]
    own = [at for at in asked if not examples[at].followup]
    back = [at for at in asked if examples[at].followup and examples[at].before]
    kinded = [at for at, one in enumerate(examples) if one.kind]
    order = np.argsort(-topics, axis=1)
    wanted = np.array([[name in _facets_of(one) for name in FACETS] for one in examples])
    return {
        "intent": _mean(INTENTS[intents[at].argmax()] == one.intent for at, one in enumerate(examples)),
        "topic": _mean(TOPICS[order[at][0]] in examples[at].topics for at in asked),
        "topic_standing_alone": _mean(TOPICS[order[at][0]] in examples[at].topics for at in own),
        "topic_looking_back": _mean(TOPICS[order[at][0]] in examples[at].topics for at in back),
        "topic_in_two": _mean(
            bool({TOPICS[order[at][0]], TOPICS[order[at][1]]} & set(examples[at].topics)) for at in own
        ),
        "kind": _mean(KINDS[kinds[at].argmax()] == examples[at].kind for at in kinded),
        "facet_recall": float((facets[wanted] > 0.5).mean()),
        "facet_precision": float(wanted[facets > 0.5].mean()),
    }


def export(source: str, folder: Path, weights: Path) -> None:
    """Add the trained weights to the model and write `reader.onnx` and its tokenizer.

    Raises UnderstandingError when the weights do not fit. The folder appears whole or not at all.
    """
    network = ReaderNetwork(source)
    restore(network, weights, made_by=TRAINED_BY["reader"])
    write_onnx(network, network.tokenizer, folder, "reader.onnx", list(HEADS))


def examples_digest(examples: Sequence[Example]) -> str:
    """Changes whenever an example does."""
    return hashlib.sha256("\n".join(map(repr, examples)).encode()).hexdigest()[:16]


def _batches(examples: Sequence[Example], noise: random.Random) -> list[list[Example]]:
    """Shuffled batches of messages of like length, so that little padding is computed."""

    def length(turn: Example) -> float:
        return len(turn.text) + len(before(focus_after(turn.before))) + noise.random() * 10

    order = sorted(examples, key=length)
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    noise.shuffle(batches)
    return batches


def _loss(network: ReaderNetwork, pooled: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """Topics weigh most; a topic set shared by two labels is half of each."""
    entropy = nn.functional.cross_entropy
    loss = entropy(
        network.heads["intents"](pooled), torch.tensor([INTENTS.index(one.intent) for one in batch])
    )
    wanted = torch.tensor([[name in one.topics for name in TOPICS] for one in batch], dtype=torch.float32)
    asked = wanted.sum(1) > 0
    if asked.any():
        shares = wanted[asked] / wanted[asked].sum(1, keepdim=True)
        scores = network.heads["topics"](pooled)[asked]
        loss = loss + 1.5 * entropy(scores, shares, label_smoothing=0.05)
    kinds = torch.tensor([KINDS.index(one.kind) if one.kind else -100 for one in batch])
    if (kinds >= 0).any():
        loss = loss + entropy(network.heads["kinds"](pooled), kinds, ignore_index=-100)
    facets = torch.tensor(
        [[name in _facets_of(one) for name in FACETS] for one in batch], dtype=torch.float32
    )
    return loss + 4.0 * nn.functional.binary_cross_entropy_with_logits(
        network.heads["facets"](pooled), facets, pos_weight=torch.full((len(FACETS),), 2.0)
    )


def _masked(text: str) -> str:
    return _JOB.sub(MASK, text)


def _facets_of(example: Example) -> tuple[str, ...]:
    return (*example.facets, "followup") if example.followup else example.facets


def _mean(values: Any) -> float:
    return float(np.mean(list(values)))


def main() -> None:
    """Train, report on the part held back, and write the weights."""
    from knowledge.embedding import DEFAULT_MODEL, model_source

    door = argparse.ArgumentParser(description="Train the question reader on the labelled examples.")
    door.add_argument(
        "--further",
        action="store_true",
        help="begin with the shipped weights: a third of the time, for when some examples were added",
    )
    options = door.parse_args()
    examples = [*load_examples(), *as_labelled(load_matching(), load_pointing())]
    learnt, held_back = split(examples)
    source, _ = model_source(DEFAULT_MODEL)
    network = train(learnt, source, further=weights_of("reader") if options.further else None)
    if options.further:
        blend(network, weights_of("reader"), FURTHER_SHARE)
    rates = report(network, held_back)
    print({name: round(rate, 3) for name, rate in rates.items()})
    facts = {
        "examples": len(examples),
        "held_back": len(held_back),
        "digest": examples_digest(examples),
        "rates": rates,
    }
    weights = weights_of("reader")
    save(network, weights, facts)
    print(f"Wrote {weights} ({weights.stat().st_size / 1e6:.1f} MB).")


if __name__ == "__main__":
    main()
