"""Reading labels and scores of AI exposure, and ranking occupations by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.releases.exposure import AUTOMATION, Score, TaskLabels, percentiles, read_labels, read_scores
from knowledge.errors import ReleaseError
from tests.ingest.made_releases import write_exposure, write_scores

LABELS = {("51-3011.00", "8823"): ("E1", "E2", "T3"), ("51-3092.00", "7"): ("E0", "E0", "T0")}


def test_labels_of_both_files_are_joined_by_occupation_and_task(tmp_path: Path) -> None:
    assert read_labels(write_exposure(tmp_path, LABELS)) == {
        ("51-3011.00", "8823"): TaskLabels("direct", "tools", "t3"),
        ("51-3092.00", "7"): TaskLabels("none", "none", "t0"),
    }


def test_levels_of_automation_may_be_missing(tmp_path: Path) -> None:
    folder = write_exposure(tmp_path, LABELS)
    (folder / AUTOMATION).unlink()
    assert read_labels(folder)["51-3011.00", "8823"] == TaskLabels("direct", "tools", "")


def test_a_label_that_is_none_of_the_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"full_labelset\.tsv, line 2: gpt4_exposure is 'E3'"):
        read_labels(write_exposure(tmp_path, {("51-3011.00", "1"): ("E3", "E0", "T0")}))


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="full_labelset"):
        read_labels(tmp_path)


def test_scores_are_read_from_the_file_or_its_folder(tmp_path: Path) -> None:
    path = write_scores(tmp_path / "soc_ai_applicability_scores.csv", {"51-3011": 0.125})
    assert read_scores(path) == read_scores(tmp_path) == {"51-3011": Score("Workers, 51-3011", 0.125)}


def test_the_lowest_ranks_0_the_highest_100_and_equals_share() -> None:
    assert percentiles({"a": 3, "b": 1, "c": 2}) == {"a": 100, "b": 0, "c": 50}
    assert percentiles({"a": 1, "b": 1, "c": 5, "d": 0, "e": 9}) == {
        "d": 0,
        "a": 37.5,
        "b": 37.5,
        "c": 75,
        "e": 100,
    }
    assert percentiles({"alone": 7}) == {"alone": 50}
    assert percentiles({}) == {}


@given(st.dictionaries(st.text(max_size=3), st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0]), min_size=1))
def test_ranks_follow_the_values_and_are_50_on_average(values: dict[str, float]) -> None:
    ranks = percentiles(values)
    assert sum(ranks.values()) / len(ranks) == pytest.approx(50)
    for one in values:
        for other in values:
            assert (values[one] < values[other]) == (ranks[one] < ranks[other])
