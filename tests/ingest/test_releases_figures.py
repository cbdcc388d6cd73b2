"""The tables made of a made release, and what the report tells of them."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import pytest

from ingest.releases.figures import FiguresReport, build_figures, read_releases
from ingest.releases.table import Table
from knowledge.errors import ReleaseError
from knowledge.facts import TABLES, FactTables
from tests.ingest.made_releases import (
    RATED,
    SENTENCE,
    onet_tables,
    rated,
    write_averages,
    write_context,
    write_crosswalk,
    write_exposure,
    write_oews,
    write_onet,
    write_projections,
    write_scores,
    write_soc_2010,
)


class Given(TypedDict, total=False):
    """What the import takes besides O*NET."""

    oews: Path
    projections: Path
    crosswalk: Path
    exposure: Path
    microsoft: Path
    work_activities: Path
    work_context: Path
    soc_2010: Path


@pytest.fixture
def onet(tmp_path: Path) -> Path:
    return write_onet(tmp_path / "onet", onet_tables())


@pytest.fixture
def given(tmp_path: Path) -> Given:
    return {
        "oews": write_oews(tmp_path / "oews.xlsx"),
        "projections": write_projections(tmp_path / "occupation.xlsx"),
        "crosswalk": write_crosswalk(tmp_path / "crosswalk.xlsx"),
        "exposure": write_exposure(tmp_path / "exposure", {("51-3011.00", "4"): ("E1", "E2", "T3")}),
        "microsoft": write_scores(tmp_path / "scores.csv", {"51-3011": 0.2}),
        "work_activities": write_averages(tmp_path / "averages", {"51-3011": "4.5"}),
        "work_context": write_context(tmp_path / "context.csv.gz"),
        "soc_2010": write_soc_2010(tmp_path / "soc_2010.csv"),
    }


def made(onet: Path, out: Path, **given: Unpack[Given]) -> FiguresReport:
    """The tables made of these releases."""
    return build_figures(read_releases(onet, **given), out)


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_tables_are_written_and_counted(tmp_path: Path, onet: Path, given: Given) -> None:
    told: list[tuple[str, int, int]] = []
    read_in = read_releases(onet, **given)
    report = build_figures(read_in, tmp_path / "out", progress=lambda *step: told.append(step))
    assert set(read(tmp_path / "out")) == {f"{name}.tsv" for name in TABLES}
    assert told == [("Joining tables", at, len(TABLES)) for at in range(1, len(TABLES) + 1)]
    assert (report.rows["titles"], report.rows["occupations"], report.rows["wages"]) == (8, 6, 6)
    assert report.absent == ("O*NET table Work Activities",)


def test_the_same_releases_give_the_same_bytes(tmp_path: Path, onet: Path, given: Given) -> None:
    made(onet, tmp_path / "one", **given)
    made(onet, tmp_path / "two", **given)
    assert read(tmp_path / "one") == read(tmp_path / "two")


def test_no_sentence_of_a_source_is_in_a_table(tmp_path: Path, onet: Path, given: Given) -> None:
    made(onet, tmp_path / "out", **given)
    assert [name for name, content in read(tmp_path / "out").items() if SENTENCE.encode() in content] == []


def test_onet_alone_leaves_the_others_empty_and_says_so(tmp_path: Path) -> None:
    needed = {name: onet_tables()[name] for name in ("Occupation Data", "Task Statements")}
    report = made(write_onet(tmp_path / "onet", needed), tmp_path / "out")
    assert report.rows["occupations"] == 6
    assert {name for name, rows in report.rows.items() if rows} == {
        "titles",
        "occupations",
        "tasks",
        "sources",
    }
    assert "wages (--oews)" in report.absent
    assert "O*NET table Skills" in report.absent
    assert len(report.absent) == 23
    facts = FactTables.load(tmp_path / "out").get("51-3011.00")
    assert facts
    assert (facts.title, facts.wages, facts.exposure, facts.employment) == ("Bakers", {}, None, None)


def test_a_title_of_a_group_is_the_same_in_every_table(tmp_path: Path, onet: Path, given: Given) -> None:
    made(onet, tmp_path / "out", **given)
    facts = FactTables.load(tmp_path / "out")
    buyers = facts.get("13-1021.00")
    assert buyers
    assert buyers.growth_percent
    assert buyers.wages["median"].describes == buyers.growth_percent.describes == "Buyers"


def test_the_table_of_a_release_goes_before_averages(tmp_path: Path, given: Given) -> None:
    tables = onet_tables()
    tables["Work Activities"] = [RATED, *rated("51-3092.00", "4.A.1.a", "Stirring", "4.50")]
    report = made(write_onet(tmp_path / "full", tables), tmp_path / "out", **given)
    assert report.absent == ()
    facts = FactTables.load(tmp_path / "out")
    found = facts.get("51-3092.00")
    assert found
    assert [(name, fact.source, fact.year) for name, fact in found.activities] == [("Stirring", "onet", 2023)]
    assert "work_activities" not in facts.sources


def test_sources_are_those_that_were_used(tmp_path: Path, onet: Path, given: Given) -> None:
    made(onet, tmp_path / "out", **given)
    sources = FactTables.load(tmp_path / "out").sources
    assert {key: source.year for key, source in sources.items()} == {
        "crosswalk": 2023,
        "eloundou": 2024,
        "microsoft": 2025,
        "oews": 2024,
        "onet": 2025,
        "projections": 2024,
        "work_activities": 2025,
        "work_context": 2016,
    }
    assert all(source.licence and source.attribution and source.url for source in sources.values())
    assert sources["onet"].name == "O*NET 30.1 Database"


def test_nothing_is_written_when_a_release_is_wrong(tmp_path: Path, onet: Path, given: Given) -> None:
    made(onet, tmp_path / "out")
    before = read(tmp_path / "out")
    (tmp_path / "exposure" / "full_labelset.tsv").write_text("nonsense\nmore\n")
    with pytest.raises(ReleaseError):
        made(onet, tmp_path / "out", **given)
    assert read(tmp_path / "out") == before


def test_a_cell_that_would_break_the_table_is_never_written() -> None:
    for cell in ("a\tb", "a\nb", "a\rb"):
        with pytest.raises(ValueError, match="does not fit"):
            _ = Table("names", ("code",), ((cell,),)).text
    with pytest.raises(ValueError, match="does not fit"):
        _ = Table("names", ("code", "name"), (("1",),)).text
