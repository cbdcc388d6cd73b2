"""What a field reads of an occupation, and the entry it reads it from."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import fields
from knowledge.facts import FactTables
from knowledge.fields import EXPERIENCE, FIELDS, SCHOOLING, TRAINING, Field, Value
from knowledge.published import published_profile, with_published
from tests.advisor.made import document, profile_of
from tests.knowledge.made_figures import Made, made_tables

BAKER = Made(
    code="51-3011.00",
    title="Bakers",
    median="36650",
    low="27000",
    high=">=239200",
    growth=-2.5,
    openings=34900,
    people=247000,
    people_then=240800,
    schooling="High school diploma or equivalent",
    experience="Less than 5 years",
    training="Long-term on-the-job training",
    exposure=12.5,
    skills={"Mathematics": 3.6, "Writing": 2.0},
    tools=("Microsoft Excel", "BakePlan"),
)
EXPECTED = {
    fields.PAY: 36650,
    fields.LOW_PAY: 27000,
    fields.HIGH_PAY: 239200,
    fields.GROWTH: -2.5,
    fields.OPENINGS: 34900,
    fields.EMPLOYMENT: 247000,
    fields.CHANGE: -6200,
    fields.ENTRY: SCHOOLING.index(BAKER.schooling),
    fields.BACKGROUND: EXPERIENCE.index(BAKER.experience),
    fields.ON_THE_JOB: TRAINING.index(BAKER.training),
    fields.EXPOSURE: 12.5,
}


def value_of(field: Field, tables: FactTables, code: str = BAKER.code) -> Value | None:
    return field.read(published_profile(code, tables), tables.get(code))


def test_every_figure_is_tested() -> None:
    assert set(EXPECTED) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_figure_is_read_with_the_entry_of_its_section_that_states_it(field: Field, tmp_path: Path) -> None:
    tables = made_tables(tmp_path, [BAKER])
    value = value_of(field, tables)
    assert value
    assert value.number == EXPECTED[field]
    assert value.entry in published_profile(BAKER.code, tables).entries(value.section)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_is_not_published_has_no_value(field: Field, tmp_path: Path) -> None:
    tables = made_tables(tmp_path, [Made(BAKER.code, BAKER.title)])
    assert value_of(field, tables) is None


def test_no_change_is_read_too(tmp_path: Path) -> None:
    tables = made_tables(tmp_path, [Made(BAKER.code, BAKER.title, growth=0.0)])
    value = value_of(fields.GROWTH, tables)
    assert value
    assert value.number == 0


def test_pay_by_the_hour_alone_is_no_pay_by_the_year(tmp_path: Path) -> None:
    assert value_of(fields.PAY, made_tables(tmp_path, [Made(BAKER.code, BAKER.title, hourly="21.5")])) is None


def test_a_figure_of_the_wider_group_is_known_as_such(tmp_path: Path) -> None:
    made = Made(BAKER.code, BAKER.title, median="30000", growth=4.0, group="Food Processing Workers")
    tables = made_tables(tmp_path, [made])
    for field in (fields.PAY, fields.GROWTH):
        value = value_of(field, tables)
        assert value
        assert value.of_group


def test_a_document_comes_before_what_is_published(tmp_path: Path) -> None:
    tables = made_tables(tmp_path, [BAKER])
    profile = with_published(profile_of(document(), tmp_path), tables)
    value = fields.PAY.read(profile, tables.get(BAKER.code))
    assert value
    assert value.number == 34_000
    assert not value.of_group


@pytest.mark.parametrize(
    ("name", "number"), [("Mathematics", 3), ("mathematics", 3), ("Writing", 1), ("Magic", 0)]
)
def test_a_skill_is_read_as_its_level_and_0_where_it_is_not_stated(
    name: str, number: int, tmp_path: Path
) -> None:
    value = value_of(fields.skill_field(name), made_tables(tmp_path, [BAKER]))
    assert value
    assert value.number == number
    assert (value.entry is None) == (number == 0)


@pytest.mark.parametrize(
    ("name", "number"), [("Excel", 1), ("microsoft excel", 1), ("Exce", 0), ("plan", 0), ("BakePlan", 1)]
)
def test_a_tool_is_found_by_whole_words(name: str, number: int, tmp_path: Path) -> None:
    value = value_of(fields.tool_field(name), made_tables(tmp_path, [BAKER]))
    assert value
    assert value.number == number


def test_where_no_skill_is_stated_nothing_is_known_of_any(tmp_path: Path) -> None:
    tables = made_tables(tmp_path, [Made(BAKER.code, BAKER.title)])
    assert value_of(fields.skill_field("Writing"), tables) is None
    assert value_of(fields.tool_field("Excel"), tables) is None


@pytest.mark.parametrize(
    ("names", "number"),
    [(("production",), 1), (("the skilled trades",), 1), (("sales",), 0), (("sales", "production"), 1)],
)
def test_the_code_tells_the_family(names: tuple[str, ...], number: int, tmp_path: Path) -> None:
    value = value_of(fields.family_field(*names), made_tables(tmp_path, [BAKER]))
    assert value
    assert value.number == number


def test_fields_of_one_name_are_one_field() -> None:
    assert fields.skill_field("Writing") == fields.skill_field("Writing")
    assert len({fields.tool_field("Excel"), fields.tool_field("Excel"), fields.tool_field("SQL")}) == 2
    assert fields.family_field("sales").is_family
    assert not fields.PAY.is_family


def test_every_family_of_the_classification_is_called_something() -> None:
    shipped = {code[:2] for code in FactTables.load().codes()}
    named = {digits for codes in fields.FAMILIES.values() for digits in codes}
    assert shipped - {"55"} <= named
