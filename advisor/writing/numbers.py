"""The numbers of a text, as people of six languages write them, and whether others bear them out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.yaml_text import read_yaml

FILE = Path(__file__).parents[2] / "prompts" / "words" / "numbers.yaml"
_DIGITS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d(?:[\d.,]*\d)?)(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*(\d\d)\b(?![\d.,])")
_MONEY_BEFORE = re.compile(r"(?:\$|\bUSD|\bUS-?Dollar)\s*$", re.I)
_MONEY_AFTER = re.compile(r"\s*(?:\$|(?:us-?)?dol(?:lars?|lari|lari?|ares)|d[oó]lares|dólares|USD\b)", re.I)
_FOREIGN_BEFORE = re.compile(r"[€£¥₹]\s*$")
_FOREIGN_AFTER = re.compile(r"\s*(?:[€£¥₹]|euros?\b|pounds?\b|libras?\b|pesos?\b|EUR\b|GBP\b)", re.I)
_PERCENT = re.compile(
    r"\s*-?(?:%|percent|per cent|pct\b|por ?ciento|por ?cento|pour ?cent|per ?cento|prozent)", re.I
)
_PER_HUNDRED = re.compile(r"\b(?:por|per|pour)\s?$", re.I)
_SCALES = {"k": 1e3, "thousand": 1e3, "mil": 1e3, "mille": 1e3, "tausend": 1e3, "mila": 1e3}
_SCALES |= dict.fromkeys(
    ("million", "millions", "millones", "millón", "millionen", "milioni", "milhões"), 1e6
)
_SCALE = re.compile(rf"[ \u00a0]?({'|'.join(sorted(_SCALES, key=len, reverse=True))})\b", re.I)
_VAGUE = re.compile(
    r"\b(?:half|halves|double[sd]?|twice|tripled?|two[- ]thirds|(?:a|one) (?:third|quarter|fifth)"
    r"|dozens?|hundreds|thousands|millions|majority|minority)\b",
    re.I,
)
# Ways to say a percentile, which hold no number of their own; said of nothing but pay.
_OF_PAY = r"(?=[^.;]{0,40}\b(?:earn|make|paid|pay|get|take|below|above|less|more|under|over)s?\b)"
_TENTH = re.compile(
    r"\b(?:(?:the )?(?:lowest|bottom|highest|top|best|least)[- ]?(?:paid |earning )?"
    r"(?:10 ?%|10 percent|ten percent|tenth|10th)|(?:10|90)th[- ]percentile"
    r"|una? de cada diez|uno su dieci|une? (?:personne )?sur dix|eine[rs]? von zehn|uma? em (?:cada )?dez"
    rf"|(?:one|1) (?:in|of|out of) (?:every )?(?:ten|10)\b{_OF_PAY}"
    rf"|(?:10|90|ten|ninety) ?(?:%|percent\b){_OF_PAY})",
    re.I,
)
_HALVES = re.compile(rf"\b(?:half|50 ?%|50 percent|fifty percent|50th percentile){_OF_PAY}", re.I)
_QUARTERS = re.compile(
    r"\b(?:(?:(?:a|one|the (?:lowest|bottom|lower|top|highest|upper)(?:[- ]paid)?) quarter"
    rf"|(?:one|1) in (?:four|4)|three (?:quarters|in four)|(?:25|75) ?(?:%|percent\b)){_OF_PAY}"
    r"|(?:25|75)th[- ]percentile)",
    re.I,
)
_TELLS_QUARTER = re.compile(r"\b(?:25th|75th) percentile|\bquarter", re.I)
_TELLS_TENTH = re.compile(r"\b(?:10th|90th) percentile|\bone in ten|\btenth\b", re.I)
_TELLS_MEDIAN = re.compile(r"\bmedian", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a text: what it may mean, what it is of, and where it stands."""

    values: frozenset[float]
    kind: str
    """"money", "percent", "foreign" (another currency), "vague" (half, twice) or "plain"."""
    text: str
    start: int


def amounts(text: str, language: str = "en") -> list[Amount]:
    """Every number of a text, in digits or words, in order."""
    text = _SPAN.sub(lambda span: f"{span[1]}-{span[1][:2]}{span[2]}", unicodedata.normalize("NFKC", text))
    found = [*_in_digits(text, language), *_in_words(text, language)]
    vague = (Amount(frozenset(), "vague", one[0].lower(), one.start()) for one in _VAGUE.finditer(text))
    return sorted((*found, *vague), key=lambda one: one.start)


def unborne(text: str, sources: Iterable[str], language: str = "en") -> str:
    """The first number of a text that none of the sources bears out; empty when all are."""
    told = list(sources)
    known = [one for source in told for one in amounts(source)]
    spans = _spans(told)
    for one in amounts(without_percentiles(text, told), language):
        if one.kind == "vague":
            if not any(one.text in source.lower() for source in told):
                return one.text
        elif one.values & spans and one.kind == "plain":
            continue
        elif not any(borne(one, other) for other in known):
            return one.text
    return ""


def borne(one: Amount, other: Amount) -> bool:
    """Whether a source's number bears out this one: the same, and of the same."""
    return bool(one.values & other.values) and one.kind in ("plain", other.kind)


def without_percentiles(text: str, sources: Iterable[str]) -> str:
    """The text without the words for percentiles that the sources do tell of."""
    told = " ".join(sources)
    if _TELLS_TENTH.search(told):
        text = _TENTH.sub(lambda found: " " * len(found[0]), text)
    if _TELLS_QUARTER.search(told):
        text = _QUARTERS.sub(lambda found: " " * len(found[0]), text)
    if _TELLS_MEDIAN.search(told):
        text = _HALVES.sub(lambda found: " " * len(found[0]), text)
    return text


def _spans(sources: Iterable[str]) -> frozenset[float]:
    """Years between the years of one source: ten from 2024 to 2034."""
    years = [
        [value for one in amounts(source) for value in one.values if 1900 <= value <= 2100]
        for source in sources
    ]
    return frozenset(max(some) - min(some) for some in years if len(set(some)) > 1)


def _in_digits(text: str, language: str) -> Iterator[Amount]:
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        values = _values(found[0], language)
        scale = _SCALE.match(text, end)
        if scale:
            values, end = {value * _SCALES[scale[1].lower()] for value in values}, scale.end()
        yield Amount(frozenset(values), _kind(text, start, end), text[start:end], start)


def _values(digits: str, language: str) -> set[float]:
    """What digits may stand for: "93.600" is 93.6 to some, and 93600 to others."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    if "." in digits and "," in digits:
        other = "," if digits[last] == "." else "."
        return _parsed(digits.replace(other, "").replace(",", "."))
    found: set[float] = set()
    grouped = _GROUPED.fullmatch(digits)
    if grouped and (grouped[1] == "," or language != "en"):
        found |= _parsed(re.sub(r"[.,]", "", digits))
    if not grouped or language != "en" or grouped[1] == ".":
        found |= _parsed(digits.replace(",", "."))
    return found


def _parsed(digits: str) -> set[float]:
    try:
        return {float(digits)}
    except ValueError:  # As "1.2.3": a version, which only its own like bears out.
        return {float(part) for part in digits.split(".") if part}


def _kind(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 12) : start], text[end : end + 14]
    if _FOREIGN_BEFORE.search(before) or _FOREIGN_AFTER.match(after):
        return "foreign"
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return "money"
    return "percent" if _PERCENT.match(after) else "plain"


def _in_words(text: str, language: str) -> Iterator[Amount]:
    """Numbers in words: runs as "sixty-two thousand" count as one; "one" alone is none."""
    known = number_words(language)
    run: list[tuple[int, int, float]] = []
    for word in (*re.finditer(r"[^\W\d_]+", text), None):
        value = known.get(word[0].lower()) if word else None
        if word and _PER_HUNDRED.search(text[: word.start()]):  # "Por ciento" is no hundred.
            value = None
        gap = text[run[-1][1] : word.start()] if word and run else ""
        if run and (value is None or gap.strip(" -")):
            yield from _run(text, run)
            run = []
        if word and value is not None:
            run.append((word.start(), word.end(), value))


def _run(text: str, run: list[tuple[int, int, float]]) -> Iterator[Amount]:
    total = part = 0.0
    for _, _, value in run:
        if value in (1e3, 1e6):
            total, part = total + max(part, 1) * value, 0.0
        elif value == 100:
            part = max(part, 1) * 100
        else:
            part += value
    start, end = run[0][0], run[-1][1]
    kind = _kind(text, start, end)
    if total + part > 1 or kind != "plain":
        yield Amount(frozenset((total + part,)), kind, text[start:end], start)


@lru_cache(maxsize=8)
def number_words(language: str) -> Mapping[str, float]:
    """The words for numbers of a language; English for a language without any."""
    known = _all_number_words()
    return known.get(language, known["en"])


@lru_cache(maxsize=1)
def _all_number_words() -> dict[str, dict[str, float]]:
    listed = read_yaml(FILE.read_text("utf-8"))
    return {
        language: {word: float(value) for value, words in lines.items() for word in str(words).split()}
        for language, lines in listed.items()
    }
