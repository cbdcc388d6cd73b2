"""The reading of a message that says several things: of its sentences, the one that asks counts."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.question import Focus
from advisor.understanding.labels import Reading
from advisor.understanding.reader import QuestionReader
from advisor.understanding.topics import WAY_IN
from advisor.understanding.wording import ASKS
from advisor.words import sentences

REFUSED = ("harmful", "override")
SURE = 0.8  # Share from which a message is taken for harmful, or for despair, as a whole.
SURE_TOPIC = 0.6  # Share from which, of two sentences, the one that asks tells the topic...
AROUND = 0.25  # ...and what the other then weighs.
_AND_ASKS = re.compile(rf",? (?:and|but)(?: then)? (?=(?:{ASKS})\b)", re.I)
_THEN_ASKS = re.compile(rf"[,;]\s+(?=(?:{ASKS})\b)", re.I)
_TELLS = re.compile(r"\b(?:i|i['’]?m|im|i['’]?ve|ive|my|been|we|he|she|they)\b", re.I)
_ASKS_FIRST = re.compile(rf"\W*(?:and |but |so |ok |hey |hi )*(?:{ASKS})\b", re.I)
_WHAT_IT_IS = ("summary", "overview", "responsibilities")
FEWEST_WORDS = 3  # Of each of two questions in one sentence.


def read_whole(reader: QuestionReader, text: str, focus: Focus) -> Reading:
    """The reading of the whole, and of the sentence that asks when there is much else."""
    whole = reader.read(text, focus)
    asks = "?" in text
    if max(whole.intents[name] for name in REFUSED) >= SURE or (
        whole.intents["feelings"] >= SURE and not asks
    ):
        return whole  # One harmless sentence does not make up for the rest.
    parts = _parts(text)
    if len(parts) < 2:
        return _of_both(reader, text, whole, focus)
    readings = [(part, reader.read(part, focus)) for part in parts]
    asking = max(readings, key=lambda item: _asks(*item))[1]
    if asking.intent != "question" and whole.intent == "question":
        return whole
    if asking.intent == "question" and whole.intent not in ("question", "harmful", "override"):
        return asking
    if max(whole.topics.values()) >= max(SURE, *asking.topics.values()):
        return whole  # "You said they start at 95,000. So I sign, ok?" asks about the pay.
    sure = len(parts) == 2 and max(asking.topics.values()) >= SURE_TOPIC
    both = mean_of(whole, asking, share=AROUND if sure else 0.5)
    facets = {name: max(whole.facets[name], asking.facets[name]) for name in both.facets}
    return replace(both, facets=facets)


def _parts(text: str) -> list[str]:
    """The sentences of a text, but mere words; one that tells and then asks, without a mark, is two."""
    parts = sentences(text)
    told, *asked = _THEN_ASKS.split(text, maxsplit=1)
    is_two = len(parts) < 2 and asked and _TELLS.search(told) and not _ASKS_FIRST.match(told)
    if is_two and min(len(part.split()) for part in (told, *asked)) >= FEWEST_WORDS:
        return [told, *asked]
    return [part for part in parts if len(part.split()) > (1 if part.endswith("?") else 3)]


def _of_both(reader: QuestionReader, text: str, whole: Reading, focus: Focus) -> Reading:
    """The reading of one sentence; of two questions joined by "and", with the topics of both."""
    parts = _AND_ASKS.split(text, maxsplit=1)
    if len(parts) < 2 or min(len(part.split()) for part in parts) < FEWEST_WORDS:
        return whole
    one, other = (reader.read(part, focus) for part in parts)
    is_sure = min(map(_sureness, (one, other))) >= SURE_TOPIC
    if not is_sure or one.topic == other.topic or {one.intent, other.intent} != {"question"}:
        return whole
    return replace(whole, topics=mean_of(_together(one), _together(other)).topics, kinds=one.kinds)


def _together(reading: Reading) -> Reading:
    """The reading with the shares of all that tells what a job is as those of the likeliest of it."""
    first = max(_WHAT_IT_IS, key=reading.topics.__getitem__)
    share = sum(reading.topics[topic] for topic in _WHAT_IT_IS)
    return replace(reading, topics=reading.topics | dict.fromkeys(_WHAT_IT_IS, 0.0) | {first: share})


def _sureness(reading: Reading) -> float:
    """The share of the topic that a question surely asks; of the way in, or of what a job is, together."""
    together = (sum(reading.topics[topic] for topic in topics) for topics in (WAY_IN, _WHAT_IT_IS))
    return max(*reading.topics.values(), *together)


def _asks(text: str, reading: Reading) -> float:
    """How much a sentence looks like the one that asks."""
    asks = reading.intents["question"] * max(reading.topics.values())
    return asks + (0.5 if "?" in text else 0.0)


def mean_of(one: Reading, other: Reading, *, share: float = 0.5) -> Reading:
    """Both readings together, `share` of it the first one's."""

    def mix(left: dict[str, float], right: dict[str, float]) -> dict[str, float]:
        return {name: share * left[name] + (1 - share) * right[name] for name in left}

    return Reading(
        intents=mix(one.intents, other.intents),
        topics=mix(one.topics, other.topics),
        kinds=mix(one.kinds, other.kinds),
        facets=mix(one.facets, other.facets),
    )
