"""Made occupations, questions and readings for tests of the advisor; no model, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from advisor.answering.composer import GroundedComposer
from advisor.answering.material import Material
from advisor.chain import Advisor
from advisor.citations import Answer, Sentence, unsupported
from advisor.question import Focus, Question
from advisor.retrieval import PassageIndex
from advisor.understanding.labels import (
    FACETS,
    INTENTS,
    KINDS,
    TOPICS,
    UNCOVERED,
    Example,
    Reading,
    load_examples,
)
from advisor.understanding.reader import NOTHING_BEFORE
from advisor.understanding.understand import Understanding
from ingest.chunker import split_whole
from ingest.pipeline import chunks_of
from ingest.readers import read_profile
from knowledge.catalog import Catalog
from knowledge.chunk import Chunk
from knowledge.facts import FactTables
from knowledge.profile import Profile, Section

EXAMPLES = (
    Example("what does a {nurse} earn"),
    Example("is a {chef} well paid"),
    Example("which tools do they use"),
    Example("how much data entry is there"),
    Example("data entry is a bore, isn't it"),
)
"""How people use words that are titles too: the least that finding jobs needs."""

BODIES: Mapping[str, str | None] = MappingProxyType(
    {
        "summary": "They mix dough and watch the oven. The work begins before sunrise.",
        "ai_impact_score": "",
        "salary": "- **Minimum**: $21,000\n- **Median**: $34,000\n- **Maximum**: $47,000",
        "responsibilities": "- Weigh flour and salt (AI can assist)\n- Knead the dough\n- Clean the ovens",
        "education": "- A high school diploma or its equivalent",
        "experience": "- Some months in a kitchen are preferred",
        "skills": "- **Patience** (High): Dough takes its time.\n"
        "- **Arithmetic** (Medium): Recipes are scaled.",
        "market_demand": "",
        "ai_integration": "",
        "copilot_tasks": "- Sales forecasts tell how many rolls to bake.",
        "automation": "- Weighing of ingredients.\n- Packing of loaves.",
        "new_frontiers": "- Recipe Designer, who plans bread with AI.",
        "tools": "- **Proofing Oven** (Kitchen): It keeps dough warm.\n"
        "- **BakePlan** (AI): It forecasts what will be sold.",
        "risks": "- **Job displacement**: Machines could bake plain loaves.",
        "outlook": "Demand for bakers is expected to grow. Machines will do some of the weighing.",
    }
)


def document(title: str = "Bakers", *, code: str = "51-3011.00", also: str = "", **bodies: str | None) -> str:
    """A house profile; a body given by slug replaces the usual one, None leaves the heading out."""
    lines = [f"# {title}", f"Code: {code}", f"Also called: {also}"]
    for section in Section:
        body = bodies.get(section.value, BODIES[section.value])
        if body is not None:
            lines += ["", f"## {section.heading}", body]
    return "\n".join(lines) + "\n"


def profile_of(text: str, folder: Path, name: str = "bakers") -> Profile:
    """The profile that ingestion reads from this text."""
    path = folder / f"{name}.md"
    path.write_text(text, "utf-8")
    return read_profile(path, folder)


def chunks_by_id(profiles: Sequence[Profile]) -> dict[str, Chunk]:
    """The chunks of the profiles as ingestion cuts them."""
    return {chunk.id: chunk for chunk in chunks_of(profiles)}


def material_in(catalog: Catalog, code: str) -> Material:
    """A catalog's occupation as a composer works with it, nothing searched for."""
    profile = catalog.get(catalog.of_code(code))
    assert profile
    return Material.of(profile, catalog.chunks(profile.id), ())


def material_of(profile: Profile, near: Mapping[str, float] = MappingProxyType({})) -> Material:
    """What a composer works with; `near` gives scores, as in {"tools/2": 0.8}."""
    scores = {f"{profile.id}/{place}": score for place, score in near.items()}
    return Material(profile, chunks_by_id([profile]), scores)


def asked(
    text: str,
    *topics: str,
    kind: str = "fact",
    facets: Sequence[str] = (),
    profiles: Sequence[str] = ("bakers",),
    language: str = "en",
    intent: str = "question",
    is_followup: bool = False,
    other_jobs: Sequence[str] = (),
) -> Question:
    """A question that was understood to be about these topics, the first one the most."""
    return Question(
        text=text,
        language=language,
        intent=intent,
        kind=kind,
        topics=tuple(topic for topic in topics if topic not in UNCOVERED),
        uncovered=tuple(topic for topic in topics if topic in UNCOVERED),
        facets=frozenset(facets),
        profiles=tuple(profiles),
        other_jobs=tuple(other_jobs),
        is_followup=is_followup,
        search_text=text,
        topic_shares={topic: 0.9 / (place + 1) for place, topic in enumerate(topics)},
    )


def text_of(sentences: Sequence[Sentence], profile: Profile) -> str:
    """The sentences as one text; an AssertionError tells of one that the check would drop."""
    for sentence in sentences:
        assert not (problem := unsupported(sentence, frozenset([profile.id]))), f"{sentence.text} ({problem})"
    return "\n".join(sentence.text for sentence in sentences)


def reading(
    topic: str = "summary",
    *,
    intent: str = "question",
    kind: str = "fact",
    share: float = 0.9,
    **facets: float,
) -> Reading:
    """A reading that gives these labels this share, and shares the rest out evenly."""

    def shares(labels: Sequence[str], best: str) -> dict[str, float]:
        rest = (1 - share) / (len(labels) - 1)
        return {label: share if label == best else rest for label in labels}

    return Reading(
        intents=shares(INTENTS, intent),
        topics=shares(TOPICS, topic),
        kinds=shares(KINDS, kind),
        facets={name: facets.get(name, 0.0) for name in FACETS},
    )


class ScriptedReader:
    """Reads a message as the first entry whose words it holds; any other as about the summary."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self.readings = readings
        self.seen: list[str] = []
        self.told: list[Focus] = []

    def read(self, text: str, focus: Focus = NOTHING_BEFORE) -> Reading:
        self.seen.append(text)
        self.told.append(focus)
        found = (how for words, how in self.readings.items() if words in text.lower())
        return next(found, reading())


def advisor_of(profiles: Sequence[Profile], readings: Mapping[str, Reading]) -> Advisor:
    """A whole advisor over these profiles that reads as told and finds passages by words."""
    chunks = chunks_by_id(profiles)
    catalog = Catalog(profiles, chunks.values())
    return Advisor(
        catalog,
        Understanding(ScriptedReader(readings), catalog, EXAMPLES),
        PassageIndex(chunks.values()),
        GroundedComposer(catalog),
    )


def advisor_by_figures(readings: Mapping[str, Reading], code: str = "41-2011.00") -> Advisor:
    """An advisor over all occupations by their figures alone that reads as told; `code` is one to search."""
    catalog = Catalog([], tables=FactTables.load(), split=split_whole)
    (chunk, *_) = catalog.chunks(code).values()
    understanding = Understanding(ScriptedReader(readings), catalog, load_examples())
    return Advisor(catalog, understanding, PassageIndex([chunk]), GroundedComposer(catalog))


def play(advisor: Advisor, *turns: str) -> list[Answer]:
    """The answers of one conversation."""
    focus, answers = Focus(), []
    for turn in turns:
        answered = advisor.ask(turn, focus)
        focus = answered.focus
        answers.append(answered.answer)
    return answers


def sections_cited(answer: Answer) -> set[str]:
    """The slugs of the sections that an answer cites."""
    return {citation.chunk.section.value for citation in answer.citations}
