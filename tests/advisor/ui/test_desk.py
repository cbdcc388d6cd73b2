"""What a visitor's actions change, and that forged ones change nothing."""

from __future__ import annotations

import pytest

from advisor.jobs.atlas import Atlas
from advisor.jobs.listing import Query, Wishes
from advisor.ui.desk import PAGE, Desk
from advisor.ui.updates import ENGLISH


def after(atlas: Atlas, *actions: dict[str, str], desk: Desk = Desk()) -> Desk:  # noqa: B008
    for action in actions:
        desk = desk.after(action, atlas, ENGLISH)
    return desk


def test_a_job_is_opened_beside_whatever_view_it_was_picked_in(atlas: Atlas) -> None:
    desk = after(atlas, {"act": "open", "job": "bakers"}, desk=Desk(view="next"))
    assert (desk.job, desk.view, desk.side) == ("bakers", "", "job")


def test_jobs_are_put_side_by_side_by_id_or_by_name_each_once(atlas: Atlas) -> None:
    desk = after(
        atlas,
        {"act": "compare", "job": "bakers"},
        {"act": "compare", "words": "floral"},
        {"act": "compare", "words": "pastry chef"},
    )
    assert desk.compared == ("bakers", "27-1023.00")
    assert desk.view == "compare"
    assert after(atlas, {"act": "uncompare", "job": "bakers"}, desk=desk).compared == ("27-1023.00",)


def test_a_fifth_job_is_told_to_be_too_many(atlas: Atlas) -> None:
    rows = atlas.listing.rows
    desk = after(atlas, *({"act": "compare", "job": row.id} for row in rows[:5]))
    assert len(desk.compared) == 4
    assert "Remove one" in desk.compare_problem
    assert after(atlas, {"act": "uncompare", "job": rows[0].id}, desk=desk).compare_problem == ""


def test_a_name_that_nobody_has_is_told_with_the_nearest(atlas: Atlas) -> None:
    desk = after(atlas, {"act": "compare", "words": "floral desinger"})
    assert desk.compared == ()
    assert "Floral Designers" in desk.compare_problem
    assert "qqqq" in after(atlas, {"act": "from", "words": "qqqq"}).next_problem


def test_the_form_of_the_list_becomes_a_query(atlas: Atlas) -> None:
    form = {
        "act": "explore",
        "words": " nurse ",
        "order": "pay up",
        "pay": "50000",
        "schooling": "1",
        "training": "2",
        "growth": "3.2",
        "band": "low medium",
        "place": "outdoors",
        "family": "health care",
    }
    wishes = Wishes("health care", 50_000, 1, 2, 3.2, frozenset({"low", "medium"}), "outdoors")
    desk = after(atlas, {"act": "more"}, form)
    assert desk.query == Query("nurse", wishes, "pay", ascending=True)
    assert desk.shown == PAGE


def test_moves_begin_somewhere_and_one_is_looked_at(atlas: Atlas) -> None:
    desk = after(atlas, {"act": "from", "words": "bakers"}, {"act": "move", "job": "27-1023.00"})
    assert (desk.start, desk.target, desk.job, desk.side) == ("bakers", "27-1023.00", "27-1023.00", "job")
    assert after(atlas, {"act": "open", "job": "bakers"}, desk=desk).target == ""


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"act": "open"},
        {"act": "open", "job": "../../etc/passwd"},
        {"act": "move", "job": "bakers"},
        {"act": "no-such", "job": "bakers"},
        {"act": "uncompare", "job": "x" * 9999},
    ],
)
def test_what_means_nothing_changes_nothing(atlas: Atlas, action: dict[str, str]) -> None:
    assert after(atlas, action) == Desk()


def test_forged_wishes_are_no_wishes(atlas: Atlas) -> None:
    form = {
        "act": "explore",
        "order": "__class__ up",
        "pay": "NaN",
        "schooling": "-1",
        "band": "x",
        "family": "y",
    }
    assert after(atlas, form).query == Query(ascending=True)


def test_a_shared_link_opens_a_job_a_comparison_or_moves(atlas: Atlas) -> None:
    assert Desk().opened_at({"job": "51-3011.00"}, atlas) == Desk(job="bakers", side="job")
    both = Desk().opened_at({"compare": "51-3011.00,27-1023.00,nonsense"}, atlas)
    assert (both.compared, both.view) == (("bakers", "27-1023.00"), "compare")
    assert Desk().opened_at({"from": "51-3011.00"}, atlas).start == "bakers"
    assert Desk().opened_at({"job": "<script>", "compare": "", "from": "x"}, atlas) == Desk()
