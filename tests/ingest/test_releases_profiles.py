"""Whole profiles from a made release and from the real ones: complete, attributed, taken in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.readers import read_profile
from ingest.releases.figures import Releases, read_releases
from ingest.releases.profiles import (
    ImportReport,
    codes_with_profile,
    file_name,
    folder_name,
    import_profiles,
)
from knowledge.errors import ReleaseError
from knowledge.profile import Profile, Section
from tests.advisor.made import document
from tests.conftest import ROOT
from tests.ingest.made_releases import (
    Rows,
    onet_tables,
    write_crosswalk,
    write_exposure,
    write_oews,
    write_onet,
    write_projections,
    write_scores,
)

DATA = ROOT.parent / "shared" / "data"
BAKERS = "bakers-51-3011.00.md"
NEEDED = ("Occupation Data", "Task Statements")
POLICE = "wider group Police and Sheriff's Patrol Officers"
here = pytest.mark.skipif(not DATA.exists(), reason="the releases are not here")


def read_all(folder: Path) -> dict[str, Profile]:
    """Every file of the folder by its code, as the advisor takes it in."""
    profiles = [read_profile(path, folder) for path in sorted(folder.iterdir())]
    return {profile.code: profile for profile in profiles}


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return read_releases(
        write_onet(tmp_path / "onet", onet_tables()),
        oews=write_oews(tmp_path / "oews.xlsx"),
        projections=write_projections(tmp_path / "occupation.xlsx"),
        crosswalk=write_crosswalk(tmp_path / "crosswalk.xlsx"),
        exposure=write_exposure(tmp_path / "exposure", {("51-3011.00", "4"): ("E1", "E2", "T3")}),
        microsoft=write_scores(tmp_path / "scores.csv", {"51-3011": 0.2}),
    )


def partial(folder: Path, tables: Mapping[str, Rows]) -> Releases:
    return read_releases(write_onet(folder, tables))


def test_a_profile_has_all_that_the_releases_hold(tmp_path: Path, releases: Releases) -> None:
    report = import_profiles(releases, tmp_path / "out")
    assert (len(report.written), report.kept, report.left_out) == (6, (), ())
    bakers = read_all(tmp_path / "out")["51-3011.00"]
    assert bakers.title == "Bakers"
    assert [one.section for one in bakers.sections] == [
        *(Section.SUMMARY, Section.SALARY, Section.RESPONSIBILITIES, Section.EDUCATION, Section.EXPERIENCE),
        *(Section.SKILLS, Section.MARKET_DEMAND, Section.AI_INTEGRATION, Section.TOOLS, Section.OUTLOOK),
    ]
    assert [(duty.tasks, duty.ai_can_assist) for duty in bakers.duties] == [
        (("4",), True),
        (("90",), False),
        (("100",), False),
    ]
    assert [(skill.name, skill.level) for skill in bakers.skills] == [
        ("Mathematics", "Medium"),
        ("Reading", "Low"),
    ]
    assert bakers.tools[0].name == "FlourSheet"
    median = bakers.pay["median"]
    assert (median.value, median.unit, median.year) == (29_120, "USD a year", 2024)
    assert median.source == "Occupational Employment and Wage Statistics, May 2024, whole United States"


def test_every_profile_says_where_it_is_from_and_that_it_was_changed(
    tmp_path: Path, releases: Releases
) -> None:
    import_profiles(releases, tmp_path / "out")
    for profile in read_all(tmp_path / "out").values():
        said = profile.entries(Section.SUMMARY)[-1].quote
        for words in ("Sources: O*NET 30.1 Database", "USDOL/ETA", "CC BY 4.0", "rearranged", "trademark"):
            assert words in said
        assert ("Wage Statistics" in said) == bool(profile.pay)


def test_a_figure_of_a_wider_group_says_so(tmp_path: Path, releases: Releases) -> None:
    import_profiles(releases, tmp_path / "out")
    buyers = read_all(tmp_path / "out")["13-1021.00"]
    for section in (
        Section.SALARY,
        Section.EDUCATION,
        Section.EXPERIENCE,
        Section.MARKET_DEMAND,
        Section.OUTLOOK,
    ):
        assert "wider group Buyers" in buyers.entries(section)[0].quote


def test_what_is_absent_leaves_its_section_out_and_is_told(tmp_path: Path) -> None:
    tables = {name: onet_tables()[name] for name in NEEDED}
    report = import_profiles(partial(tmp_path / "onet", tables), tmp_path / "out")
    bakers = read_all(tmp_path / "out")["51-3011.00"]
    assert [one.section for one in bakers.sections] == [Section.SUMMARY, Section.RESPONSIBILITIES]
    assert not any(duty.ai_can_assist for duty in bakers.duties)
    assert report.absent["wages (--oews)"] == "no pay"
    assert report.absent["O*NET table Job Zone Reference"]
    assert len(report.absent) == 12


def test_occupations_that_have_a_profile_are_left_out(tmp_path: Path, releases: Releases) -> None:
    report = import_profiles(releases, tmp_path / "out", have={"51-3011.00", "99-9999.00"})
    assert report.left_out == ("51-3011.00",)
    assert BAKERS not in report.written
    assert len(report.written) == 5


def test_only_the_codes_that_are_asked_for(tmp_path: Path, releases: Releases) -> None:
    assert import_profiles(releases, tmp_path / "out", only=["51-3011.00"]).written == (BAKERS,)
    for code in ("33-9099.00", "99-9999.99"):  # Listed without data, and not listed.
        with pytest.raises(ReleaseError, match=code):
            import_profiles(releases, tmp_path / "none", only=[code])
    assert not (tmp_path / "none").exists()


def test_importing_again_gives_the_same_bytes_and_keeps_what_was_edited(
    tmp_path: Path, releases: Releases
) -> None:
    out = tmp_path / "out"
    import_profiles(releases, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert len(import_profiles(releases, out).written) == 6
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    edited = (out / BAKERS).read_text("utf-8").replace("# Bakers", "# My bakers")
    (out / BAKERS).write_text(edited, "utf-8")
    report = import_profiles(releases, out)
    assert (report.kept, len(report.written)) == ((BAKERS,), 5)
    assert (out / BAKERS).read_text("utf-8") == edited


def test_a_document_of_a_person_counts_as_a_profile_and_an_imported_one_does_not(
    tmp_path: Path, releases: Releases
) -> None:
    out = tmp_path / "profiles" / "onet-30.1"
    import_profiles(releases, tmp_path / "profiles" / "onet-29.1", only=["13-1021.00"])
    import_profiles(releases, out, only=["13-1022.00"])
    (tmp_path / "profiles" / "own.md").write_text(document(), "utf-8")
    (tmp_path / "profiles" / "broken.md").write_text("no title", "utf-8")
    assert codes_with_profile(tmp_path / "profiles", out) == {"51-3011.00"}
    edited = tmp_path / "profiles" / "onet-29.1" / "flour-buyers-13-1021.00.md"
    edited.write_text(edited.read_text("utf-8").replace("Flour", "Rye"), "utf-8")
    assert codes_with_profile(tmp_path / "profiles", out) == {"13-1021.00", "51-3011.00"}


def test_a_code_that_the_shipped_titles_lack_brings_its_other_titles(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Sample of Reported Titles"] = [
        ("O*NET-SOC Code", "Reported Job Title"),
        ("33-9099.02", "Pretzel Watch"),
        ("51-3092.01", "Stirrer"),
        ("51-3092.01", "Stirrer, Senior"),
    ]
    import_profiles(partial(tmp_path / "onet", tables), tmp_path / "out")
    found = read_all(tmp_path / "out")
    assert found["51-3092.01"].aliases == ("Stirrer",)
    assert found["33-9099.02"].aliases == ()


def test_files_and_folders_are_named_after_title_code_and_release(tmp_path: Path) -> None:
    assert file_name("Guards, All Other", "33-9099.00") == "guards-all-other-33-9099.00.md"
    tables = onet_tables()
    assert folder_name(read_releases(write_onet(tmp_path / "one", tables))) == "onet-30.1"
    assert folder_name(read_releases(write_onet(tmp_path / "two", tables, name="text"))) == "onet"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, dict[str, Profile], Releases]:
    """All profiles of the real release, each taken in."""
    releases = read_releases(
        DATA / "onet" / "db_30_1_text.converted.partial.zip",
        oews=DATA / "bls" / "oews" / "oesm24nat.zip",
        projections=DATA / "bls" / "occupation_2024_2034.xlsx",
        crosswalk=DATA / "bls" / "nem-onet-to-soc-crosswalk.xlsx",
        exposure=DATA / "ai_exposure" / "eloundou",
        microsoft=DATA / "ai_exposure" / "microsoft",
    )
    out = tmp_path_factory.mktemp("real")
    report = import_profiles(releases, out)
    return report, read_all(out), releases


@here
def test_all_occupations_of_the_real_release_are_taken_in(
    real: tuple[ImportReport, dict[str, Profile], Releases],
) -> None:
    report, profiles, releases = real
    assert set(profiles) == set(releases.onet.with_data)
    assert len(profiles) == len(report.written) == 923
    assert report.absent == {}
    assert all(profile.duties and profile.entries(Section.SUMMARY) for profile in profiles.values())
    assert sum(bool(profile.pay) for profile in profiles.values()) > 890


@here
def test_each_duty_of_the_real_release_is_a_task_of_its_occupation(
    real: tuple[ImportReport, dict[str, Profile], Releases],
) -> None:
    _, profiles, releases = real
    tasks = {
        (row.text("O*NET-SOC Code"), row.text("Task ID")) for row in releases.onet.rows("Task Statements")
    }
    made = {(code, *duty.tasks) for code, profile in profiles.items() for duty in profile.duties}
    assert made == tasks


@here
def test_the_border_officer_never_silently_gets_the_figures_of_the_police(
    real: tuple[ImportReport, dict[str, Profile], Releases],
) -> None:
    officer = real[1]["33-3051.04"]
    assert all(POLICE in str(figure.source) for figure in officer.salary.values())
    for section in (Section.MARKET_DEMAND, Section.OUTLOOK):
        assert all(POLICE in entry.quote for entry in officer.entries(section))
    for section in (Section.EDUCATION, Section.EXPERIENCE):
        of_projections = [one.quote for one in officer.entries(section) if "Projections" in one.quote]
        assert of_projections
        assert all(POLICE in quote for quote in of_projections)


@here
def test_an_official_release_with_other_tables_missing_is_taken_in(tmp_path: Path) -> None:
    releases = read_releases(DATA / "onet" / "db_29_1_text.partial.zip")
    report = import_profiles(releases, tmp_path / "out")
    assert len(read_all(tmp_path / "out")) == len(report.written) == 923
    assert {"O*NET table Skills", "O*NET table Knowledge", "wages (--oews)"} <= set(report.absent)
