"""Whether a program that a question names is among the software published for an occupation."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from advisor.answering.material import Material, is_published
from advisor.citations import Sentence, numbers_in
from advisor.question import Question
from advisor.understanding.named import is_telling, short_names
from knowledge.facts import FactTables, Technology
from knowledge.profile import Section
from knowledge.published import stated_software

_HOMES = frozenset((Section.SKILLS, Section.TOOLS))
_WORDS = re.compile(r"[^\W_](?:[\w.+#-]*[\w+#])?")
LONGEST = 4  # Words of a program's name...
SHORTEST = 2  # ...and letters that are too few to tell one by: "R", "Go".


def may_name_software(question: Question) -> bool:
    """Whether it is asked for a yes or no about tools or skills."""
    return question.kind == "yes_no" and bool(set(question.sections[:1]) & _HOMES)


def answer_software(
    question: Question, material: Material, tables: FactTables, called: Mapping[str, str]
) -> list[Sentence]:
    """Yes or no, as O*NET lists it; nothing where no program is named, or the document tells of it.

    `called` holds the full names of programs by what people call them, in lower case.
    """
    facts = tables.get(material.profile.code)
    if not facts or not may_name_software(question):
        return []
    own = {short: one for one in facts.technologies for short in short_names(one.name)}
    said = _named(question.search_text, {*called, *(short for short in own if is_telling(short))})
    of_document = not is_published(material, Section.TOOLS)
    told = [one.label for one in material.profile.entries(Section.TOOLS)] if of_document else []
    if not said or not facts.technologies or any(said in short_names(name) for name in told):
        return []
    evidence = (material.published(stated_software(facts, tables), Section.TOOLS),)
    source, count = tables.sources["onet"].name, str(len(facts.technologies))
    listed = own.get(said)
    program = listed.name if listed else called[said]
    if listed:
        verdict = f"Yes: {source} lists {program} among the software of this job{_standing(listed)}."
        rest = f"It is one of {count} programs there; that it is listed does not make it a must."
    else:
        verdict = f"{program} is not among the {count} programs that {source} lists for this job."
        rest = "Some employers may ask for it all the same; that is not known here."
    computed = (count, *numbers_in(f"{source} {program}"))
    return [Sentence(verdict, evidence, computed=computed), Sentence(rest, evidence, computed=computed)]


def _standing(listed: Technology) -> str:
    if listed.in_demand:
        return ", and as in demand: employers of this job often name it"
    return ", and as one that many employers name" if listed.hot else ""


def _named(text: str, known: Container[str]) -> str:
    """What a text calls one of the known programs by; empty where it names none."""
    said = [found[0].lower() for found in _WORDS.finditer(text)]
    for length in range(LONGEST, 0, -1):
        for at in range(len(said) - length + 1):
            name = " ".join(said[at : at + length])
            if len(name) > SHORTEST and name in known:
                return name
    return ""
