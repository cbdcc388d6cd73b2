"""Which group a figure is about, and whether the group is this one occupation."""

from __future__ import annotations

import pytest

from ingest.releases.groups import Group, Groups
from tests.ingest.made_releases import MATRIX, OCCUPATIONS

TITLES = {"51-3011": "Bakers", "51-3092": "Batchmakers", "33-9099": "Guards, All Other", "13-1020": "Buyers"}
GROUPS = Groups(OCCUPATIONS, MATRIX, TITLES)


@pytest.mark.parametrize(
    ("code", "group", "describes"),
    [
        ("51-3011.00", "51-3011", "occupation"),
        ("51-3092.00", "51-3092", "group"),  # Has a child with data, though the same name.
        ("51-3092.01", "51-3092", "group"),
        ("33-9099.02", "33-9099", "group"),  # Alone with data, but its group is "All Other".
        ("13-1021.00", "13-1020", "group"),  # By the NEM code that merges two SOC codes.
    ],
)
def test_a_figure_is_of_the_occupation_only_when_it_is_alone_in_its_group(
    code: str, group: str, describes: str
) -> None:
    assert GROUPS.of(code, TITLES) == Group(group, TITLES[group], describes)


def test_the_soc_code_goes_before_the_nem_code() -> None:
    titles = {**TITLES, "13-1021": "Flour Buyers"}
    found = Groups(OCCUPATIONS, MATRIX, titles).of("13-1021.00", titles)
    assert found == Group("13-1021", "Flour Buyers", "occupation")


def test_a_group_without_a_figure_is_not_found() -> None:
    assert GROUPS.of("51-3011.00", {"51-3092"}) is None
    assert Groups(OCCUPATIONS, {}, TITLES).of("13-1021.00", TITLES) is None
