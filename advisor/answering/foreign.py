"""Short answers in another language: a lead in it, and the profile's own words in English."""

from __future__ import annotations

from advisor.answering.absent import NEIGHBOURS
from advisor.answering.aim import HALF, Aim, named_entries
from advisor.answering.lists import NAMES
from advisor.answering.material import Material, in_full, money, per
from advisor.answering.outlook import two_sides
from advisor.answering.phrases import Phrases
from advisor.answering.selection import select
from advisor.citations import Draft, Form, Sentence
from advisor.question import Question
from knowledge.profile import Figure, Section

OVERVIEW = (Section.SUMMARY, Section.SALARY, Section.EDUCATION, Section.OUTLOOK)


def answer_in(words: Phrases, question: Question, material: Material, aim: Aim) -> Draft:
    """The answer for a message in a language whose phrases are given."""
    sentences: list[Sentence] = []
    if question.uncovered:
        names = ", ".join(words.topic_names(question.uncovered))
        sentences.append(Sentence(words.leads["absent"].format(topic=names)))
        homes = [home for topic in question.uncovered for home in NEIGHBOURS.get(topic, ())]
        topics = tuple(home.value for home in homes) or tuple(
            section.value for section, _, score in aim.nearest[:1] if score >= 0.5
        )
        if topics:
            sentences.append(Sentence(words.leads["closest"]))
    else:
        topics = aim.topics[:2]
    abstained = bool(question.uncovered)
    for topic in topics:
        part, missing = _part(words, topic, question, material, aim)
        sentences += part
        abstained = abstained or missing
    if not sentences:
        name = words.topics["other_fact"]
        return Draft((Sentence(words.leads["absent"].format(topic=name)),), abstained=True)
    if any(sentence.evidence for sentence in sentences):
        sentences.append(Sentence(words.leads["original"], form=Form.NOTE))
    return Draft(tuple(sentences), abstained=abstained, topics=topics)


def _part(
    words: Phrases, topic: str, question: Question, material: Material, aim: Aim
) -> tuple[list[Sentence], bool]:
    if topic == "ai_effect":
        return [Sentence(words.leads["ai_effect"]), *two_sides(material)], False
    if topic == "overview":
        parts = [_part(words, home.value, question, material, aim)[0] for home in OVERVIEW]
        return [sentence for part in parts for sentence in part], False
    section = Section.NEW_FRONTIERS if topic == "next_jobs" else Section(topic)
    name = words.topics[section.value]
    entries = material.profile.entries(section)
    if not entries:
        lead = words.leads["blank"].format(topic=name)
        return [Sentence(lead, material.whole(section))], True
    if section is Section.SALARY and material.profile.salary:
        return [_pay(words, material)], False
    if section in NAMES:
        named = named_entries(question.text, entries, share=HALF)
        entries = named or select(question, material, section).entries
    lead_text = words.leads["section"].format(topic=name)
    bullets = [
        Sentence(in_full(entry), (material.evidence(section, entry),), Form.BULLET) for entry in entries
    ]
    return [Sentence(lead_text, material.whole(section)), *bullets], False


def _pay(words: Phrases, material: Material) -> Sentence:
    figures = material.profile.salary
    known = [name for name in figures if name in words.leads]
    known = [name for name in known if name == "median" or not figures[name].at_least]
    said = ", ".join(words.leads[name].format(**_amount(words, figures[name])) for name in known)
    evidence = tuple(material.evidence(Section.SALARY, figures[name]) for name in known)
    source = next((figures[name].source for name in known if figures[name].source), "")
    lead = words.leads["pay_published" if source else "pay"]
    return Sentence(lead.format(figures=said, source=source), evidence)


def _amount(words: Phrases, figure: Figure) -> dict[str, str]:
    """What stands in the place of an amount and of what it is paid for."""
    amount = money(figure.value)
    amount = words.leads["or_more"].format(amount=amount) if figure.at_least else amount
    return {"amount": amount, "per": words.leads[per(figure).replace(" ", "_")]}
