"""The views as HTML: what is known is there with its source, what is not says so, nothing is markup."""

from __future__ import annotations

import re
from html import unescape

import pytest

from advisor.jobs.atlas import Atlas
from advisor.jobs.listing import Query, Wishes
from advisor.resume.resume import Held, Post, Resume, Schooling
from advisor.ui.chart import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, chart_of
from advisor.ui.desk import Desk
from advisor.ui.panels import (
    compare_panel,
    explore_form,
    explore_panel,
    history_panel,
    job_panel,
    next_form,
    next_panel,
    skills_panel,
)
from advisor.ui.paybar import pay_bar
from advisor.ui.updates import ENGLISH
from advisor.ui.words import words_in
from knowledge.fields import FAMILIES
from tests.advisor.jobs.made import made_atlas

SPANISH = words_in("es")
HOSTILE = '"><script>window.harmed=1</script>'


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_job_is_told_with_its_figures_words_and_sources(atlas: Atlas) -> None:
    told = plain(job_panel(Desk(job="bakers"), atlas, ENGLISH))
    for said in (
        "Bakers",
        "$30,000",
        "AI can assist with 1 of 3",
        "Patience",
        "High",
        "low",
        "+5.6 %",
        "39,900",
    ):
        assert said in told
    for source in ("oews data, 2024", "projections data, 2024", "bakers.md, no year stated"):
        assert source in told


def test_what_a_job_lacks_is_said_to_be_unknown(atlas: Atlas) -> None:
    told = plain(job_panel(Desk(job="53-6061.00"), atlas, ENGLISH))
    assert "No pay is published for it here." in told
    assert "No measure of exposure to AI is known for it." in told
    assert told.count("not known") >= 6


def test_a_wider_groups_figure_says_so(atlas: Atlas) -> None:
    told = plain(job_panel(Desk(job="15-2099.01"), atlas, ENGLISH))
    assert "for the wider group Mathematical Science Occupations" in told


def test_a_job_in_spanish(atlas: Atlas) -> None:
    told = plain(job_panel(Desk(job="bakers"), atlas, SPANISH))
    assert "La IA puede ayudar en 1 de 3" in told
    assert "Salario" in told


def test_an_empty_desk_says_what_will_stand_there(atlas: Atlas) -> None:
    assert "pick one from the list" in plain(job_panel(Desk(), atlas, ENGLISH))
    assert "two to four jobs" in plain(compare_panel(Desk(), atlas, ENGLISH))
    assert "Name the job you have" in plain(next_panel(Desk(), atlas, ENGLISH))


def test_every_cell_of_a_comparison_has_a_source_or_says_that_nothing_is_known(atlas: Atlas) -> None:
    html = compare_panel(Desk(compared=("bakers", "53-6061.00")), atlas, ENGLISH)
    cells = re.findall(r"<td.*?</td>", html, re.S)
    assert len(cells) == 2 * 13
    assert all(('class="origin"' in cell) != ('class="absent"' in cell) for cell in cells)
    assert "?compare=51-3011.00%2C53-6061.00" in html


def test_the_list_counts_shows_a_page_and_marks_groups(atlas: Atlas) -> None:
    told = plain(explore_panel(Desk(), atlas, ENGLISH))
    assert told.startswith("6 jobs")
    assert "$90,000*" in told
    few = explore_panel(Desk(shown=2), atlas, ENGLISH)
    assert few.count('data-act="open"') == 2
    assert 'data-act="more"' in few


def test_a_name_not_found_offers_the_nearest(atlas: Atlas) -> None:
    told = plain(explore_panel(Desk(query=Query("floral desinger")), atlas, ENGLISH))
    assert "0 jobs" in told
    assert "Floral Designers" in told


def test_moves_stand_on_a_drawing_and_in_a_list(shipped: Atlas) -> None:
    start = shipped.find("cashier")
    html = next_panel(Desk(start=start), shipped, ENGLISH)
    bubbles = re.findall(r'class="bubble band-(\w+)', html)
    listed = re.findall(r'<li id="move-\d+"', html)
    assert len(listed) == 12
    assert 0 < len(bubbles) <= 12
    assert set(bubbles) <= {"low", "medium", "high", "unknown"}
    assert len(re.findall(r'class="bubble[^>]*aria-label="[^"]+"', html)) == len(bubbles)


def test_a_move_is_told_above_the_whole_job(shipped: Atlas) -> None:
    start, nurse = shipped.find("cashier"), shipped.find("registered nurse")
    told = plain(job_panel(Desk(job=nurse, start=start, target=nurse), shipped, ENGLISH))
    for said in ("What is missing", "What carries over", "First steps", "All about Registered Nurses", "far"):
        assert said in told
    assert told.index("First steps") < told.index("What is done all day")


def test_no_move_that_fits_is_said_so(shipped: Atlas) -> None:
    desk = Desk(start=shipped.find("cashier"), wishes=Wishes(least_pay=10**9))
    assert "No move fits all filters." in plain(next_panel(desk, shipped, ENGLISH))


def test_the_filters_offer_every_family_and_say_what_no_source_tells() -> None:
    html = explore_form(ENGLISH)
    assert all(f'value="{name}"' in html for name in FAMILIES)
    assert "No source here tells which jobs can be done from home." in html
    assert 'name="band"' in next_form(ENGLISH)


def test_bubbles_lie_on_the_drawing_and_names_cover_no_bubble(shipped: Atlas) -> None:
    for name in ("cashier", "registered nurse", "truck driver", "lawyer", "chief executive"):
        chart = chart_of(shipped.options(shipped.find(name)).moves)
        assert chart
        for one in chart.bubbles:
            assert LEFT <= one.x <= RIGHT
            assert 0 <= one.y <= BOTTOM
            if one.name_at:
                assert 0 <= one.name_at.x <= WIDTH
                assert 0 <= one.name_at.y <= HEIGHT
                assert not any(
                    abs(one.name_at.x - other.x) < 2 and abs(one.name_at.y - other.y) < other.r
                    for other in chart.bubbles
                )
        assert any(tick.same for tick in chart.ticks)


def test_without_comparable_pay_there_is_no_drawing() -> None:
    assert chart_of([]) is None


def test_the_pay_bar_keeps_its_figures_in_order_and_says_them_all(atlas: Atlas) -> None:
    pay = atlas.glance("bakers").pay
    assert pay
    bar = pay_bar(pay, ENGLISH)
    assert bar.outer
    assert bar.median
    assert 0 < bar.outer[0] < bar.median < bar.outer[0] + bar.outer[1] <= 100
    assert all(point.said in bar.said for point in pay.points)
    assert [mark.said for mark in bar.marks] == ["$21k", "$30k", "$47k"]


def test_what_was_found_in_a_resume_stands_with_its_words_and_can_be_taken_off() -> None:
    resume = Resume(
        (Post("cashiers", "Cashiers", "till work", "2015-2020"),),
        (Held("Python", "tool", "Python"), Held("Spanish", "language")),
        Schooling("Bachelor's degree", "BA, 2012"),
    )
    html = skills_panel(resume, ENGLISH)
    told = plain(html)
    for said in ("Cashiers 2015-2020", "“till work”", "Python", "you added this", "Bachelor's degree"):
        assert said in told
    assert unescape(html).count("off my résumé'") == 3
    assert "Forget my résumé" in told
    assert "Paste your résumé" in plain(skills_panel(None, ENGLISH))


def test_hostile_text_is_text_in_every_view(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    atlas = made_atlas(folder)
    desk = Desk(compare_problem=HOSTILE, next_problem=HOSTILE, query=Query(HOSTILE))
    resume = Resume((Post("x", HOSTILE, HOSTILE, HOSTILE),), (Held(HOSTILE, "tool", HOSTILE),))
    for html in (
        compare_panel(desk, atlas, ENGLISH),
        next_panel(desk, atlas, ENGLISH),
        explore_panel(desk, atlas, ENGLISH),
        skills_panel(resume, ENGLISH),
        history_panel([], HOSTILE, ENGLISH),
    ):
        assert "<script" not in html
