"""The tables of names: titles and their explanations, technologies, related occupations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.releases.names import names_in, related_table, technologies_table, titles_table
from ingest.releases.onet import OnetRelease
from ingest.releases.rows import plain_name
from tests.ingest.made_releases import OCCUPATIONS, onet_tables, write_onet


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Registered Nurse (RN)", ("Registered Nurse", "RN")),
        ("CEO (Chief Executive Officer)", ("CEO", "Chief Executive Officer")),
        ("Technologist (RT (R))", ("Technologist", "RT (R)")),
        ("Intelligence (INT)/Source (SRC) Officer", ("Intelligence/Source Officer",)),
        ("Rocket (R)/Launcher (L)", ("Rocket/Launcher",)),
        ("Baker", ("Baker",)),
        ("Baker; Cook", ("Baker, Cook",)),
    ],
)
def test_an_explanation_in_brackets_is_a_name_of_its_own(written: str, names: tuple[str, ...]) -> None:
    assert names_in(written) == names


@given(st.text())
def test_a_name_never_holds_what_separates_names(text: str) -> None:
    assert not set(plain_name(text)) & set(";|\t\r\n")


def test_titles_stand_once_whatever_their_case_and_without_the_own_title(tmp_path: Path) -> None:
    table = titles_table(OnetRelease(write_onet(tmp_path, onet_tables())))
    rows = {code: (title, others) for code, title, others in table.rows}
    assert list(rows) == sorted(OCCUPATIONS)
    assert rows["51-3011.00"] == ("Bakers", "Dough Boss; DB; Pastry Cook")
    assert rows["33-9099.00"] == ("Guards, All Other", "")


def test_technologies_carry_flags_and_equipment_stands_apart(tmp_path: Path) -> None:
    table = technologies_table(OnetRelease(write_onet(tmp_path, onet_tables())))
    assert table.rows == (("51-3011.00", "FlourSheet|HD; Miller's Friend|", "Spiral mixers; Scales"),)


def test_a_release_may_lack_a_flag(tmp_path: Path) -> None:
    tables = onet_tables()
    tables["Technology Skills"] = [row[:3] for row in tables["Technology Skills"]]
    table = technologies_table(OnetRelease(write_onet(tmp_path, tables)))
    assert table.rows[0][1] == "FlourSheet|H; Miller's Friend|"


def test_related_occupations_are_in_the_order_of_their_index(tmp_path: Path) -> None:
    table = related_table(OnetRelease(write_onet(tmp_path, onet_tables())))
    assert table.rows == (("51-3011.00", "13-1021.00 51-3092.00"),)
