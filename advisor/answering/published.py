"""What published figures answer though no document does: demand, training, exposure, their sources."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.answering.aim import Aim
from advisor.answering.material import Material, in_full, is_published
from advisor.answering.outlook import sentences_of
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import Question
from advisor.words import stems
from knowledge.facts import LAST_YEAR, FactTables
from knowledge.profile import PUBLISHED, AnyEntry, Figure, Section

_YEAR = re.compile(r"\b20\d\d\b")
_ODDS = re.compile(
    r"\b(?:chances?|odds|probabilit\w+|likelihood|how likely|(?:likely|probable) is it)\b"
    r"|\b(?:half|most|a third|\d+ ?(?:%|percent)) of (?:us|them|all|the \w+|\w+s)\b",
    re.I,
)
_ON_THE_JOB = re.compile(r"on the job", re.I)
_ON_PAPER = re.compile(  # Nobody publishes these; training on the job is something else.
    r"\b(?:licen[cs]\w*|exams?|tests?|certif\w*|courses?|class(?:es)?|bootcamps?|cards?|tickets?|permits?"
    r"|costs?|tuition|fees?)\b",
    re.I,
)
_PROJECTED = re.compile(r"\bas projected\b")
_HOW = re.compile(r"\bhow (?:is|are|do|does|can|could)\b", re.I)
_EXPOSURE = re.compile(r"\bexposure\b|\bexposed\b|\bai (?:impact )?score\b", re.I)
_PERCENT = re.compile(r"\d percent")
_NAMED = ("job zone", "training on the job", "on the job training", "exposure to ai", "job openings")
"""Names of published statements that people take over as they stand."""


def with_published(question: Question, material: Material, aim: Aim) -> tuple[Question, Aim]:
    """What documents never hold is asked of the published figures where they have it."""
    if years := [int(year) for year in _YEAR.findall(question.text) if int(year) > LAST_YEAR]:
        beyond = ("forecast_number",) if years and aim.topics else ()
        return replace(question, uncovered=tuple(dict.fromkeys((*question.uncovered, *beyond)))), aim
    odds = _ODDS.search(question.text)  # Of somebody's own job, or of all: nobody publishes those.
    on_the_job = not _ON_PAPER.search(question.text)
    found = {
        topic: home
        for topic in question.uncovered
        if not (odds and topic == "forecast_number")
        and (home := _home(topic, material, question, on_the_job=on_the_job))
    }
    if odds and {"ai_effect", "outlook"} & set(aim.topics) and not question.uncovered:
        question = replace(question, uncovered=("forecast_number",))
    if found:
        rest = tuple(topic for topic in question.uncovered if topic not in found)
        homes = (home.value for home in found.values())
        question, aim = replace(question, uncovered=rest), replace(aim, topics=_once(*homes, *aim.topics))
    topics = (one for topic in aim.topics for one in _instead(topic, question, material))
    return question, replace(aim, topics=_once(*topics))


def _home(topic: str, material: Material, question: Question, *, on_the_job: bool) -> Section | None:
    """The section that holds what no document does, if it does here."""
    match topic:
        case "headcount" if material.profile.entries(Section.MARKET_DEMAND):
            return Section.MARKET_DEMAND
        case "forecast_number" if question.kind == "count" and any(
            map(_PROJECTED.search, _quotes(material, Section.MARKET_DEMAND))
        ):
            return Section.MARKET_DEMAND
        case "forecast_number" if any(map(_PERCENT.search, _quotes(material, Section.OUTLOOK))):
            return Section.OUTLOOK
        case "training" if on_the_job and any(map(_ON_THE_JOB.search, _quotes(material, Section.EXPERIENCE))):
            return Section.EXPERIENCE
        case _:
            return None


def _instead(topic: str, question: Question, material: Material) -> tuple[str, ...]:
    """A score of AI's impact that no document has is its published exposure to AI; a summary, its duties.

    How AI is used is told by what is done with its help, before the exposure.
    """
    profile = material.profile
    if topic == Section.SUMMARY and not profile.entries(Section.SUMMARY):
        return (Section.RESPONSIBILITIES.value if profile.entries(Section.RESPONSIBILITIES) else topic,)
    if topic == Section.AI_IMPACT_SCORE and not profile.section(Section.AI_IMPACT_SCORE):
        return (Section.AI_INTEGRATION.value if profile.entries(Section.AI_INTEGRATION) else topic,)
    asks_how = topic == Section.AI_INTEGRATION and _HOW.search(question.text)
    if asks_how and is_published(material, Section.AI_INTEGRATION) and profile.entries(Section.COPILOT_TASKS):
        return (Section.COPILOT_TASKS.value, topic)
    return (topic,)


def stated_by_name(question: Question, material: Material) -> list[Sentence]:
    """The published statement that a question names: "what job zone is it in?"."""
    said = " ".join(stems(question.text))
    named = [name for name in _NAMED if " ".join(stems(name)) in said]
    found = [
        Sentence(in_full(entry), (material.evidence(section, entry),), Form.BULLET)
        for section, entry in _published(material)
        if any(stems(entry.quote.partition(":")[0])[: len(stems(name))] == stems(name) for name in named)
    ]
    return found if len(found) == len(named) else []


def exposure_stated(question: Question, material: Material) -> list[Sentence]:
    """What the exposure to AI is made up of, where it is that which a question wants explained."""
    if not _EXPOSURE.search(question.text):
        return []
    return [
        Sentence(in_full(entry), (material.evidence(section, entry),), Form.BULLET)
        for section, entry in _published(material)
        if section is Section.AI_INTEGRATION
    ]


def answer_exposure(material: Material) -> list[Sentence]:
    """How far AI is built into a job: the share of its duties and the level first, then the measures."""
    entries = material.profile.entries(Section.AI_INTEGRATION)
    if not is_published(material, Section.AI_INTEGRATION):
        return sentences_of(material, Section.AI_INTEGRATION)
    *measures, level = entries
    said = []
    if duties := material.profile.duties:
        marked = sum(one.ai_can_assist for one in duties)
        text = f"AI can assist with {marked} of the {len(duties)} listed duties, by the authors' marks."
        said.append(Sentence(text, material.whole(Section.RESPONSIBILITIES), computed=numbers_in(text)))
    said.append(Sentence(f"{in_full(level)}.", (material.evidence(Section.AI_INTEGRATION, level),)))
    return [*said, *(material.bullet(Section.AI_INTEGRATION, one) for one in measures)]


def answer_sources(material: Material) -> list[Sentence]:
    """Where the published figures come from and of what year, one line for each section."""
    told = []
    for section in dict.fromkeys(section for section, _ in _published(material)):
        if found := source_of(material, section):
            source, entry = found
            evidence = (material.evidence(section, entry),)
            told.append(Sentence(f"{section.heading}: {source}", evidence, Form.BULLET))
    lead = Sentence("These figures come from official statistics and published studies:")
    return [lead, *told] if told else []


def source_of(material: Material, section: Section) -> tuple[str, AnyEntry] | None:
    """The source of a section's published figures, and an entry that names it; None where none does."""
    home = material.profile.section(section)
    heading = _in_brackets(home.heading) if home else ""
    for entry in home.entries if home else ():
        stated = entry.source if isinstance(entry, Figure) else _in_brackets(entry.quote)
        if source := heading or stated or "":
            return source, entry
    return None


def answer_all_sources(tables: FactTables) -> Draft:
    """Where figures come from, when that is asked of no occupation in particular."""
    lead = Sentence(
        "What I say of a job comes from its profile document, and figures from these published sources;"
        " the number behind a sentence opens the words it rests on:"
    )
    told = [f"{one.name}, by {one.publisher} ({one.licence})" for one in tables.sources.values()]
    sources = [Sentence(text, form=Form.BULLET, computed=numbers_in(text)) for text in told]
    how = Sentence(
        "They are as reliable as those surveys and projections are; what is about a wider group of jobs, or"
        " years old, says so. Sources and method tells what each figure means, exposure to AI above all.",
        form=Form.NOTE,
    )
    return Draft((lead, *sources, how), topics=("provenance",))


def _published(material: Material) -> list[tuple[Section, AnyEntry]]:
    return [
        (section.section, entry)
        for section in material.profile.sections
        for entry in section.entries
        if entry.line == PUBLISHED
    ]


def _in_brackets(quote: str) -> str:
    """The source at the end of a statement."""
    found = re.findall(r"\(([^()]*)\)", quote)
    return found[-1] if found else ""


def _quotes(material: Material, section: Section) -> list[str]:
    return [entry.quote for entry in material.profile.entries(section)]


def _once(*topics: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topics))
