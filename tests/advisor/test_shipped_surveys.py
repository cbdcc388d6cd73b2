"""Lists over all shipped occupations, recomputed straight from the tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from advisor.answering.survey import answer_survey
from advisor.citations import Answer, cite
from advisor.question import Focus
from advisor.understanding.survey import SurveyReader
from ingest.chunker import split_whole
from knowledge.catalog import Catalog
from knowledge.facts import FIGURES
from knowledge.survey import Found

NO_DEGREE = {
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
}


def table(name: str) -> dict[str, dict[str, str]]:
    with (FIGURES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def own_figures(name: str) -> Iterator[dict[str, str]]:
    """The rows that are not a specialty with the figures of a group whose own occupation is there."""
    rows = table(name)
    for code, row in rows.items():
        whole = f"{code[:7]}.00"
        if row["describes"] != "group" or code == whole or whole not in rows:
            yield row


def found(text: str, catalog: Catalog) -> tuple[Found, Answer]:
    asked = SurveyReader(catalog).read(text, {}, "", job="", focus=Focus())
    assert asked
    draft = answer_survey(asked, catalog)
    return catalog.board.find(asked.survey), cite(draft, profiles=draft.profiles)


def without_documents(catalog: Catalog) -> Catalog:
    """The same occupations from their figures alone: a document may state a pay of its own."""
    return Catalog([], tables=catalog.tables, split=split_whole)


def test_the_best_paid_without_a_degree_are_those_of_the_tables(shipped: Catalog) -> None:
    pay, schooling = {row["code"]: row for row in own_figures("wages")}, table("projections")
    fit = [
        (-float(row["median"].removeprefix(">=")), code)
        for code, row in pay.items()
        if row["median"] and schooling[code]["entry_education"] in NO_DEGREE
    ]
    listed, _ = found("top 10 best paid jobs without a degree", without_documents(shipped))
    best = sorted(pay for pay, _ in fit)[:10]
    assert [-row.values[0][1].number for row in listed.rows] == best
    assert {row.profile.code for row in listed.rows} <= {code for _, code in fit}
    assert listed.fit == len(fit)


def test_the_fastest_shrinking_are_those_of_the_tables(shipped: Catalog) -> None:
    changes = {
        row["code"]: float(row["change_percent"])
        for row in own_figures("projections")
        if row["change_percent"]
    }
    listed, answer = found("which 5 jobs are shrinking fastest", shipped)
    assert [row.values[0][1].number for row in listed.rows] == sorted(changes.values())[:5]
    assert listed.fit == sum(change < 0 for change in changes.values())
    assert f"{listed.fit} of {len(changes)} jobs fit" in answer.text
    assert {citation.chunk.code for citation in answer.citations} == {row.profile.code for row in listed.rows}


def test_the_least_exposed_are_in_the_lowest_third_of_the_tables(shipped: Catalog) -> None:
    ranks = table("exposure")
    listed, _ = found("jobs with low exposure to AI that pay over 80k", shipped)
    assert listed.rows
    for row in listed.rows:
        measures = sorted(
            float(rank)
            for name, rank in ranks[row.profile.code].items()
            if name.endswith("_percentile") and rank
        )
        middle = (measures[(len(measures) - 1) // 2] + measures[len(measures) // 2]) / 2
        assert middle < 33.3
        assert row.values[0][1].number > 80_000
