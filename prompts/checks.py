"""Checks that test prompts call by name, in promptfoo's signature for Python assertions.

Each takes the answer's text and a context; the answer's metadata, as README.md documents it for
`ask --json`, is in `context["providerResponse"]["metadata"]`, the prompt's own settings in
`context["config"]`. Each returns promptfoo's grading result: pass, score and reason. What is right
is read from the shipped knowledge when a check runs; `expected_figure` and `expected_count` tell it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:  # promptfoo runs this file from wherever it is.
    sys.path.insert(0, str(ROOT))

from ingest.pipeline import load_documents
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.facts import FactTables
from knowledge.profile import Level, Profile, Section
from knowledge.published import RANK_NAMES

_FIELDS = {
    "pay": fields.PAY,
    "growth": fields.GROWTH,
    "schooling": fields.ENTRY,
    "training": fields.ON_THE_JOB,
    "exposure": fields.EXPOSURE,
    "health care": fields.family_field("health care"),
}
SMALL = 20  # Up to here a number that no source holds may be a count.
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
NO_CHANGE = re.compile(r"\b(?:stay the same|no change|not change|unchanged|0(?:\.0)? percent)\b", re.I)
_MARKER = re.compile(r"\s*\[\d+\]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEVELS: Mapping[str, Level] = {"skills_high": "High", "skills_medium": "Medium", "skills_low": "Low"}


def cites(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """Every expected section (of that occupation, if one is given) is cited, and every quote is true."""
    config, citations = context["config"], _metadata(context)["citations"]
    if faked := [one["marker"] for one in citations if squeezed(one["quote"]) not in squeezed(one["chunk"])]:
        return _result(False, f"{faked} quote words that their chunks do not hold")
    code = config.get("occupation")
    cited = {one["section"] for one in citations if not code or one["code"] == code}
    missing = sorted(set(config["sections"]) - cited)
    return _result(not missing, f"not cited: {', '.join(missing)}; cited: {', '.join(sorted(cited))}")


def states(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """Every fact, and at least one of `any`, stands in the answer."""
    config, said = context["config"], plain(output)
    missing = [fact for fact in config.get("facts", ()) if plain(fact) not in said]
    either = config.get("any", ())
    if either and not any(plain(fact) in said for fact in either):
        missing.append(f"one of {either}")
    return _result(not missing, f"does not state {missing}")


def figure(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The number that the knowledge has stands in the answer; that nothing changes may be in words."""
    code, name = context["config"]["occupation"], context["config"]["name"]
    wanted = expected_figure(code, name)
    said = abs(wanted) in numbers(output) or (name == "growth" and not wanted and NO_CHANGE.search(output))
    return _result(bool(said), f"does not say the {name} of {code}: {wanted:,g}")


def counts(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The number of entries that the knowledge has stands in the answer, in digits or in words."""
    code, of = context["config"]["occupation"], context["config"]["of"]
    wanted, said = expected_count(code, of), plain(output)
    words = [WORDS[wanted]] if wanted < len(WORDS) else []
    words += ["no", "none", "not any"] if wanted == 0 else []
    in_words = any(re.search(rf"\b{word}\b", said) for word in words)
    return _result(wanted in numbers(output) or in_words, f"does not count {wanted} {of} of {code}")


def abstains(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The answer says that what is asked is not in its documents, or does not say so, as expected."""
    abstained = _metadata(context)["abstained"]
    return _result(abstained == context["config"]["abstained"], f"abstained is {abstained}")


def outcome(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The outcome is the expected one: answer, decline, clarify or chat."""
    found = _metadata(context)["outcome"]
    return _result(found == context["config"]["outcome"], f"the outcome is {found}")


def about(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The answer is about these occupations, and with `only` about no other."""
    found, wanted = set(_metadata(context)["occupations"]), set(context["config"]["occupations"])
    right = found == wanted if context["config"].get("only") else wanted <= found
    return _result(right, f"is about {sorted(found)}, not {sorted(wanted)}")


def names(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The titles of these occupations (of `at_least` so many) are named, and none of `none_of`."""
    config, said = context["config"], plain(output)
    named = {code for code in config["occupations"] if _names(said, code)}
    least = config.get("at_least", len(config["occupations"]))
    for title in (title for code in config["occupations"] for title in titles(code)):
        said = said.replace(title, " ")  # "Nurses" is not named where "Nurses, Registered" is.
    wrong = [code for code in config.get("none_of", ()) if _names(said, code)]
    reason = f"names {len(named)} of {least} wanted ({sorted(named)})" + (
        f" and also {wrong}" if wrong else ""
    )
    return _result(len(named) >= least and not wrong, reason)


def obeys(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """Every occupation of the answer but `source` has a value of `field` from `low` to `high`.

    `field` is one of `_FIELDS`, or "activities" or "context" with the name of an `element` rated there.
    """
    config = context["config"]
    low, high = config.get("low", float("-inf")), config.get("high", float("inf"))
    found = [code for code in _metadata(context)["occupations"] if code != config.get("source")]
    values = {code: expected_value(code, config["field"], config.get("element", "")) for code in found}
    wrong = [code for code, value in values.items() if value is None or not low <= value <= high]
    return _result(bool(found) and not wrong, f"{wrong or 'nothing'} of {values} is from {low} to {high}")


def suggests(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """At least `at_least` (3) occupations but `source` are suggested, each by title and with its pay."""
    source, least = context["config"]["source"], context["config"].get("at_least", 3)
    codes, said = _metadata(context)["occupations"], plain(output)
    others = list(dict.fromkeys(code for code in codes if code != source))
    stated = numbers(output)
    bare = [
        code
        for code in others
        if not _names(said, code) or (expected_value(code, "pay") or next(iter(stated), 0)) not in stated
    ]
    right = codes[:1] == [source] and len(others) >= least and not bare
    return _result(right, f"from {codes[:1]} suggests {others}, of them without title or pay {bare}")


def same_facts(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The paired question got an answer about the same occupations with the same quotes in order."""
    metadata = _metadata(context)
    if not (paired := metadata.get("paired")):
        return _result(False, "the paired question was not asked; vars.paired_with holds it")
    quotes, others = ([one["quote"] for one in given["citations"]] for given in (metadata, paired))
    if set(metadata["occupations"]) != set(paired["occupations"]):
        return _result(False, f"about {metadata['occupations']}, but {paired['occupations']} for the other")
    return _result(quotes == others, f"rests on {quotes}, but on {others} for the other")


def no_other_figures(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """Every number stands in a cited chunk or in the question, or is small enough for a count.

    The difference between one of the question's numbers and a cited one is arithmetic and no invention.
    """
    asked = set(numbers(context["vars"]["question"]))
    cited = set().union(*(numbers(one["chunk"]) for one in _metadata(context)["citations"]))
    known = (
        asked | cited | {abs(own * scale - other) for own in asked for other in cited for scale in (1, 1000)}
    )
    other = sorted(number for number in numbers(output) if number > SMALL and number not in known)
    return _result(not other, f"no source holds {other}")


def reads_easily(output: str, context: dict[str, Any]) -> dict[str, Any]:
    """The answer's own sentences, its lists left out, are of at most this Flesch-Kincaid grade."""
    grade = reading_grade(output)
    return _result(grade <= context["config"]["grade"], f"reads at grade {grade:.1f}")


def expected_figure(code: str, name: str) -> float:
    """The figure of an occupation: its document's pay, else the published one; KeyError without."""
    catalog = _catalog()
    assert catalog.tables
    profile, facts = _profile(code), catalog.tables.get(code)
    published = {"employment": "employment", "growth": "growth_percent", "openings": "openings"}
    if name in published:
        fact = getattr(facts, published[name], None)
        if not fact:
            raise KeyError(f"the knowledge has no {name} of {code}")
        return float(fact.value)
    pay = {**profile.salary, **profile.pay}
    return pay[RANK_NAMES.get(name, name).lower()].value


def expected_value(code: str, field: str, element: str = "") -> float | None:
    """What lists and moves go by: a figure, a place on a scale, or a rating; None where it is not known."""
    catalog = _catalog()
    assert catalog.traits
    if element:
        return next(
            (one.fact.value for one in catalog.traits.facts(field, code) if one.name == element), None
        )
    value = catalog.board.value(_FIELDS[field], catalog.of_code(code))
    return value.number if value else None


def expected_count(code: str, of: str) -> int:
    """How many entries an occupation has; KeyError for a name that is not known."""
    profile = _profile(code)
    if of in _LEVELS:
        return sum(skill.level == _LEVELS[of] for skill in profile.skills)
    marked = sum(duty.ai_can_assist for duty in profile.duties)
    return {
        "duties": len(profile.duties),
        "duties_ai": marked,
        "duties_not_ai": len(profile.duties) - marked,
        "skills": len(profile.skills),
        "tools": len(profile.tools),
        "risks": len(profile.risks),
    }[of]


def section_text(code: str, section: str) -> str:
    """All that the knowledge states in a section of an occupation, as `states` compares it."""
    found = _profile(code).section(Section(section))
    return plain("\n".join((found.body, *(entry.quote for entry in found.entries)))) if found else ""


def titles(code: str) -> set[str]:
    """What an occupation is called: its document's title and the official one, as `names` compares."""
    tables = _catalog().tables
    return {plain(title) for title in (_profile(code).title, tables.title(code) if tables else "") if title}


def numbers(text: str) -> set[float]:
    """The numbers of a text, markers such as [1] left out."""
    return {float(one.replace(",", "")) for one in _NUMBER.findall(_MARKER.sub("", text))}


def plain(text: str) -> str:
    """A text without markers, bold and case, its white space squeezed."""
    return squeezed(_MARKER.sub("", text).replace("**", "")).lower()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of the sentences that are no list entries; 0 without any.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975).
    """
    lines = [
        line for line in _MARKER.sub("", text).splitlines() if not line.lstrip().startswith(("- ", "* "))
    ]
    sentences = [one for one in re.split(r"[.!?:]+(?:\s|$)|\n", "\n".join(lines)) if one.strip()]
    words = [word for one in sentences for word in re.findall(r"[A-Za-z']+", one)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end left out; at least one."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, groups - silent)


def _names(said: str, code: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(title)}(?!\w)", said) for title in titles(code))


@lru_cache(maxsize=1)
def _catalog() -> Catalog:
    """The shipped knowledge: documents, filled up with published figures."""
    folder = ROOT / "knowledge"
    return Catalog(load_documents(folder / "profiles").profiles, tables=FactTables.load(folder / "figures"))


def _profile(code: str) -> Profile:
    profile = _catalog().get(_catalog().of_code(code))
    if not profile:
        raise KeyError(f"nothing is known of the occupation {code!r}")
    return profile


def _metadata(context: Mapping[str, Any]) -> dict[str, Any]:
    """The answer's metadata; promptfoo keeps them with the conversation from its second turn on."""
    turns: Iterable[Mapping[str, Any]] = context.get("vars", {}).get("_conversation") or ()
    places = (context.get("providerResponse") or {}, *reversed(list(turns)))
    return next((dict(found) for one in places if "citations" in (found := one.get("metadata") or {})), {})


def _result(passed: bool, reason: str) -> dict[str, Any]:
    return {"pass": passed, "score": float(passed), "reason": "as expected" if passed else reason}
