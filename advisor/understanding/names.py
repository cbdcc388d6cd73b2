"""Every name of every occupation, and how well each fits: titles, then what people say, then the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.understanding.titles import singular, title_keys
from knowledge.catalog import Catalog
from knowledge.titles import everyday_titles, known_titles

SHORTEST_STEM = 4  # Letters of "weld"; shorter ones make words like "using".
TITLE, EVERYDAY, ALIAS, TABLE, UNANSWERED = range(5)
"""The ranks of a name, the best first; UNANSWERED is added where nothing is known of the job."""
_AGENTS = ("er", "or", "ant", "e")


def names_of_all(catalog: Catalog) -> Iterator[tuple[str, str, int]]:
    """Every name, whose it is, and how well it fits: what cannot be answered about comes last."""
    for profile in catalog:
        yield profile.title, profile.id, TITLE
        yield from ((name, profile.id, ALIAS) for name in (*_parts(profile.title), *profile.aliases))
    for everyday in everyday_titles():
        if everyday.form == "name":
            for code in everyday.codes:
                one = catalog.of_code(code)
                yield everyday.name, one or code, EVERYDAY + (0 if one else UNANSWERED)
            if not everyday.codes:
                yield everyday.name, "", ALIAS
    for known in known_titles():
        one = catalog.of_code(known.code)
        added = 0 if one else UNANSWERED
        yield known.title, one or known.code, TITLE + added
        yield from ((name, one or known.code, ALIAS + added) for name in _parts(known.title))
        yield from ((name, one or known.code, TABLE + added) for name in known.other_titles)


def _parts(title: str) -> Iterator[str]:
    """Each half of a title like "Writers and Authors", and the title without what it leaves out."""
    head, excepted, _ = title.partition(", Except")
    if excepted:
        yield head
    halves = re.split(r",| and ", title)
    if len(halves) == 2 and "," not in title and (" " in halves[1] or " " not in halves[0]):
        yield halves[1]  # But "Loan Interviewers and Clerks" are no clerks of every kind.
        shares_person = not halves[0].endswith("s")  # "Construction and Building Inspectors".
        yield f"{halves[0]} {halves[1].split()[-1]}" if shares_person else halves[0]


def single_owner_words(catalog: Catalog) -> dict[str, set[str]]:
    """The words of titles and aliases that only one of several profiles has."""
    named = [(name, profile.id) for profile in catalog for name in (profile.title, *profile.aliases)]
    owners: dict[str, set[str]] = {}
    for key, (_, owner) in zip(title_keys(name for name, _ in named), named, strict=True):
        for word in key.split():
            owners.setdefault(word, set()).add(owner)
    return {word: ids for word, ids in owners.items() if len(ids) == 1}


def works(names: Iterable[tuple[str, str, int]]) -> dict[str, list[str]]:
    """The work that people of a name do, and whose it is: a welder's is welding, a truck driver's truck
    driving. Only of names that people use or that title a document or an occupation.
    """
    found: dict[str, list[str]] = {}
    for name, owner, rank in names:
        if rank > ALIAS or not owner:
            continue
        *before, person = map(singular, name.lower().split())
        if not person.isalpha():
            continue
        endings = (end for end in _AGENTS if person.endswith(end))
        stem = next((person.removesuffix(end) for end in endings), "")
        work = " ".join((*before, f"{stem}ing"))
        if len(stem) >= SHORTEST_STEM and owner not in found.setdefault(work, []):
            found[work].append(owner)
    return found
