"""One occupation at a glance: every value with its source and year, and what is absent says so."""

from __future__ import annotations

import pytest

from advisor.jobs.atlas import Atlas
from advisor.jobs.glance import Glance
from knowledge.errors import UnknownOccupationError


def test_pay_that_a_document_lacks_is_the_published_one_with_its_source(atlas: Atlas) -> None:
    pay = atlas.glance("bakers").pay
    assert pay
    assert [point.said for point in pay.points] == ["$21,000 a year", "$30,000 a year", "$47,000 a year"]
    assert pay.median
    assert pay.median.value == 30_000
    assert (pay.origin.name, pay.origin.year) == ("oews data", 2024)


def test_duties_are_counted_and_come_from_the_document(atlas: Atlas) -> None:
    duties = atlas.glance("bakers").duties
    assert duties
    assert (duties.assisted, len(duties.lines)) == (1, 3)
    assert duties.lines[0].text == "Weigh flour and salt"
    assert duties.origin.name == "bakers.md"
    assert duties.origin.year is None


def test_skills_and_tools_come_from_the_document_where_it_has_them(atlas: Atlas) -> None:
    bakers = atlas.glance("bakers")
    assert [(one.name, one.level) for one in bakers.skills] == [
        ("Patience", "High"),
        ("Arithmetic", "Medium"),
    ]
    assert bakers.skills_origin
    assert bakers.skills_origin.name == "bakers.md"
    mathematics = atlas.glance("15-2099.00")
    assert [one.name for one in mathematics.tools] == ["Python", "R"]
    assert mathematics.tools_origin
    assert mathematics.tools_origin.name == "onet data"


def test_the_outlook_has_numbers_with_their_span(atlas: Atlas) -> None:
    bakers = atlas.glance("bakers")
    assert bakers.growth
    assert bakers.growth.said == "+5.6 %, 2024 to 2034"
    assert bakers.openings
    assert bakers.openings.said == "39,900 a year"
    assert bakers.employment
    assert bakers.employment.said == "249,100 people"
    assert bakers.outlook[0].said == "Demand for bakers is expected to grow."


def test_what_describes_a_wider_group_says_so(atlas: Atlas) -> None:
    found = atlas.glance("15-2099.01")
    assert found.pay
    assert found.pay.describes == "Mathematical Science Occupations"
    assert found.entry
    assert found.entry.describes == "Mathematical Science Occupations"
    assert found.groups == ("Mathematical Science Occupations",)
    assert atlas.glance("bakers").groups == ()


def test_what_is_not_known_is_none_and_not_a_number(atlas: Atlas) -> None:
    bare = atlas.glance("53-6061.00")
    assert (bare.pay, bare.duties, bare.exposure, bare.skills_origin, bare.entry) == (None,) * 5
    assert (bare.growth, bare.openings, bare.employment) == (None,) * 3
    assert bare.summary == ""
    assert bare.activities == ()


def test_exposure_has_every_measure_and_its_band(atlas: Atlas) -> None:
    found = atlas.glance("15-2099.00").exposure
    assert found
    assert (found.band, found.percentile, found.disagree) == ("high", 90.0, False)
    assert len(found.measures) == 3
    assert {one.percentile for one in found.measures} == {90.0}


def test_an_unknown_id_is_refused(atlas: Atlas) -> None:
    with pytest.raises(UnknownOccupationError, match="no-such"):
        atlas.glance("no-such")


def stated(glance: Glance) -> list[object]:
    values = (glance.entry, glance.experience, glance.training, glance.growth, glance.openings)
    return [one for one in (*values, glance.employment, *glance.schooling, *glance.notes) if one]


def test_every_shipped_occupation_can_be_looked_at_and_names_a_source_for_what_it_states(
    shipped: Atlas,
) -> None:
    rows = shipped.listing.rows
    assert len(rows) > 900
    for row in rows[::7]:
        found = shipped.glance(row.id)
        assert found.title
        for one in stated(found):
            assert one.origin in found.sources, row.title  # type: ignore[attr-defined]
        assert all(one.name for one in found.sources)
        assert not found.pay or found.pay.origin in found.sources


def test_the_figures_shown_are_those_of_the_tables(shipped: Atlas) -> None:
    tables = shipped.catalog.tables
    assert tables
    for code in tables.codes()[::41]:
        facts = tables.get(code)
        found = shipped.glance(shipped.catalog.of_code(code))
        assert facts
        if facts.growth_percent:
            assert found.growth
            assert found.growth.number == facts.growth_percent.value
        if facts.exposure:
            assert found.exposure
            assert found.exposure.band == facts.exposure.band
