"""The house format written: it reads back the same, and an edited file is known and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import read_profile
from ingest.releases.duties import plain
from ingest.releases.written import as_house, is_untouched, marked, write_unless_edited
from knowledge.errors import ReleaseError
from knowledge.profile import AnyEntry, Duty, Profile, Section, SectionText, Statement, Tool
from tests.ingest.made import HOUSE, written

TEXT = "# Bakers\n\n## Education\n- None\n"


def profile(*entries: AnyEntry, section: Section = Section.RESPONSIBILITIES) -> Profile:
    sections = (SectionText(section, section.heading, 0, "", entries),)
    return Profile("bakers", "Bakers", "51-3011.00", "bakers.md", (), sections)


def bare(entry: AnyEntry) -> AnyEntry:
    """The entry without its place and without how its words are set."""
    return replace(entry, line=0, quote="")


def test_what_is_written_reads_back_as_the_same_entries(tmp_path: Path) -> None:
    first = read_profile(written(tmp_path / "bakers.md", HOUSE), tmp_path)
    again = read_profile(written(tmp_path / "again.md", as_house(first)), tmp_path)
    assert (again.title, again.code, again.aliases) == (first.title, first.code, first.aliases)
    for section in Section:
        assert list(map(bare, again.entries(section))) == list(map(bare, first.entries(section)))


def test_stars_and_brackets_of_names_do_not_break_the_line(tmp_path: Path) -> None:
    tool = Tool(name="PC*Miler", category="Routes (GPS)", description="plans", quote="", line=0)
    text = as_house(profile(tool, section=Section.TOOLS))
    (read,) = read_profile(written(tmp_path / "bakers.md", text), tmp_path).tools
    assert (read.name, read.category) == ("PC Miler", "Routes GPS")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1))
def test_whatever_a_release_says_is_taken_in(tmp_path_factory: pytest.TempPathFactory, said: str) -> None:
    text = plain(said)
    if text.endswith("(AI can assist)") or not text:
        return
    folder = tmp_path_factory.mktemp("any")
    duty = Duty(text=text, ai_can_assist=True, tasks=("7",), quote=text, line=0)
    (read,) = read_profile(written(folder / "bakers.md", as_house(profile(duty))), folder).duties
    assert (read.ai_can_assist, read.tasks) == (True, ("7",))


def test_the_mark_is_known_until_a_word_is_changed() -> None:
    text = marked(TEXT, "O*NET 30.1 Database")
    assert is_untouched(text)
    assert is_untouched(text.replace("\n", "\r\n"))
    assert not is_untouched(text.replace("None", "A degree"))
    assert not is_untouched(text + "- More\n")
    assert not is_untouched(TEXT)
    assert not is_untouched("")


def test_a_file_of_ours_is_replaced_and_an_edited_one_kept(tmp_path: Path) -> None:
    path, old, new = tmp_path / "new" / "bakers.md", marked(TEXT, "one"), marked(f"{TEXT}- New\n", "two")
    assert write_unless_edited(path, old)
    assert write_unless_edited(path, new)
    assert path.read_text("utf-8") == new
    path.write_text(new.replace("New", "Mine"), "utf-8")
    assert not write_unless_edited(path, old)
    assert "Mine" in path.read_text("utf-8")
    assert [one.name for one in path.parent.iterdir()] == ["bakers.md"]


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "bakers.md").mkdir()
    with pytest.raises(ReleaseError, match="cannot be read"):
        write_unless_edited(tmp_path / "bakers.md", TEXT)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReleaseError, match="cannot be written"):
        write_unless_edited(tmp_path / "file" / "bakers.md", TEXT)


def test_comments_of_tasks_are_kept_with_statements(tmp_path: Path) -> None:
    said = Statement(text="They bake.", tasks=("1", "2"), quote="", line=0)
    text = as_house(profile(said, section=Section.AUTOMATION))
    read = read_profile(written(tmp_path / "bakers.md", text), tmp_path)
    assert [bare(one) for one in read.entries(Section.AUTOMATION)] == [bare(said)]
