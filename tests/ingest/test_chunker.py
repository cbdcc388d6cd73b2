"""Cutting a profile: whole sections where they fit, and no word lost where they do not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunker import split_profile
from ingest.readers import read_profile
from ingest.readers.house import read_house
from ingest.readers.page import read_page
from ingest.readers.sections import ReadDocument
from knowledge.chunk import Chunk
from knowledge.errors import AdvisorError
from knowledge.profile import HEADINGS, Profile, Section
from tests.ingest.made import HOUSE, written

SECTIONS = list(HEADINGS)


def count(text: str) -> int:
    return len(text.split())


def split(profile: Profile, limit: int = 256) -> list[Chunk]:
    return split_profile(profile, count_tokens=count, max_tokens=limit)


def profile_of(document: ReadDocument) -> Profile:
    return Profile("bakers", document.title, "", "bakers.md", (), tuple(document.sections))


def house(*lines: str, heading: str = "Job Responsibilities") -> Profile:
    """A profile with one section that holds these lines."""
    return profile_of(read_house(Path("bakers.md"), ["# Bakers", f"## {heading}", *lines]))


def wholes(chunks: list[Chunk], section: Section) -> list[Chunk]:
    """The chunks that make up a section, without those of its entries."""
    return [chunk for chunk in chunks if chunk.section is section and not chunk.parent]


def words(*texts: str) -> list[str]:
    """The words of the texts in order; a lone dash only marks an entry."""
    return [word for text in texts for word in text.split() if word != "-"]


def test_a_section_that_fits_is_one_chunk_and_each_of_its_entries_another(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path / "bakers.md", HOUSE), tmp_path)
    chunks = split(profile)
    for section in profile.sections:
        (whole,) = wholes(chunks, section.section)
        assert whole.body == section.body
        assert whole.id == f"bakers/{section.section}"
        entries = [chunk for chunk in chunks if chunk.parent == whole.id]
        several = len(section.entries) > 1
        assert [chunk.body for chunk in entries] == [entry.quote for entry in section.entries if several]


def test_the_text_of_a_chunk_begins_with_its_occupation_and_heading(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path / "bakers.md", HOUSE), tmp_path)
    assert {chunk.text.splitlines()[0] for chunk in split(profile)} == {
        f"Bakers > {heading}" for heading in HEADINGS.values()
    }


def test_a_chunk_says_on_which_line_it_stands(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path / "bakers.md", HOUSE), tmp_path)
    lines = HOUSE.splitlines()
    for chunk in split(profile):
        if chunk.body:
            assert chunk.body.splitlines()[0].removeprefix("- ") in lines[chunk.line - 1]


def test_a_long_section_is_cut_between_its_entries() -> None:
    duties = [f"duty{n} " + "word " * 30 + f"end{n}" for n in range(20)]
    profile = house(*(f"- {duty}" for duty in duties))
    chunks = split(profile, 100)
    parts = wholes(chunks, Section.RESPONSIBILITIES)
    assert len(parts) > 1
    assert [line for part in parts for line in part.body.splitlines()] == [
        entry.quote for entry in profile.duties
    ]
    for part, following in pairwise(parts):
        assert part.line < following.line
    by_id = {chunk.id: chunk for chunk in chunks}
    for entry in (chunk for chunk in chunks if chunk.parent):
        assert entry.body in by_id[entry.parent].body


@pytest.mark.parametrize("words_in_it", [300, 1000, 5000])
def test_one_entry_longer_than_the_limit_is_cut_between_words(words_in_it: int) -> None:
    quote = " ".join(f"w{n}" for n in range(words_in_it))
    chunks = split(house(f"- {quote}"))
    assert len(chunks) > 1
    assert max(count(chunk.text) for chunk in chunks) <= 256
    assert words(*(chunk.body for chunk in chunks)) == words(quote)


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0"], ids=["space", "tab", "no-break space"])
@pytest.mark.parametrize("first", ["w", "x" * 1500], ids=["short", "long"])
def test_a_word_that_fits_is_never_cut_apart(space: str, first: str) -> None:
    quote = space.join([first, *(f"w{n}" for n in range(300))])
    chunks = split(house(f"- {quote}"))
    assert words(*(chunk.body for chunk in chunks)) == words(quote)


def test_a_word_longer_than_the_limit_is_cut_without_loss() -> None:
    profile = house("- " + "x" * 500)
    chunks = split_profile(profile, count_tokens=len, max_tokens=100)
    assert max(len(chunk.text) for chunk in chunks) <= 100
    assert "".join(chunk.body.replace("\n", "") for chunk in chunks) == "x" * 500


def test_a_title_that_leaves_no_room_never_makes_a_chunk_over_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path / "bakers.md", HOUSE.replace("# Bakers", "# " + "Bakers and " * 200))
    try:
        chunks = split(read_profile(path, tmp_path))
    except AdvisorError as refused:
        assert "bakers.md" in str(refused)
    else:
        assert max(count(chunk.text) for chunk in chunks) <= 256


def test_a_blank_heading_keeps_its_chunk() -> None:
    chunks = split(profile_of(read_house(Path("b.md"), ["# Bakers", "## AI Impact Score"])))
    assert [(chunk.id, chunk.body) for chunk in chunks] == [("bakers/ai_impact_score", "")]


def test_the_same_sentence_twice_on_a_line_is_one_entry_and_no_id_is_doubled() -> None:
    chunks = split(house("Bake. Bake. Sell.", heading="Career Summary"))
    ids = [chunk.id for chunk in chunks]
    assert len(ids) == len(set(ids))
    assert {chunk.body for chunk in chunks if chunk.parent} == {"Bake.", "Sell."}


def test_ids_stay_when_words_change_and_digests_tell_what_did() -> None:
    before = split(house("- Bake bread", "- Sell bread"))
    after = split(house("- Bake bread", "- Sell cake"))
    assert [chunk.id for chunk in before] == [chunk.id for chunk in after]
    changed = {one.id for one, other in zip(before, after, strict=True) if one.digest != other.digest}
    assert changed == {"bakers/responsibilities", "bakers/responsibilities/2"}


WORD = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12)
PHRASE = st.lists(WORD, min_size=1, max_size=40).map(" ".join)
LEVEL = st.sampled_from(["High", "Medium", "Low"])


@st.composite
def house_lines(draw: st.DrawFn) -> list[str]:
    """The lines of a well-formed house document about anything."""
    lines = ["# Bakers"]
    for section in draw(st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True)):
        lines.append(f"## {section.heading}")
        for number, text in enumerate(draw(st.lists(PHRASE, max_size=8))):
            name = f"**{draw(WORD)}**"
            lines.append(
                {
                    Section.SALARY: f"- **{text} {number}**: $36,500",
                    Section.SKILLS: f"- {name} ({draw(LEVEL)}): {text}",
                    Section.TOOLS: f"- {name} ({draw(WORD)}): {text}",
                    Section.RISKS: f"- {name}: {text}",
                }.get(section, draw(st.sampled_from(["- ", ""])) + text)
            )
    return lines


@st.composite
def page_lines(draw: st.DrawFn) -> list[str]:
    """The lines of a well-formed page about anything."""
    lines = ["Bakers"]
    for section in draw(st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True)):
        below = section in (Section.EDUCATION, Section.EXPERIENCE)
        lines.append(f"- {section.heading}" if below else section.heading)
        for number, text in enumerate(draw(st.lists(PHRASE, max_size=8))):
            lines += {
                Section.SALARY: [f"- {text} {number}", "- $36,500"],
                Section.SKILLS: ["-", draw(WORD), draw(LEVEL), text],
                Section.TOOLS: ["-", draw(WORD), draw(WORD), text],
                Section.RISKS: ["-", draw(WORD), text],
            }.get(section, [f"- {text}"])
    return lines


DOCUMENT = st.one_of(
    house_lines().map(lambda lines: read_house(Path("any.md"), lines)),
    page_lines().map(lambda lines: read_page(Path("any.txt"), lines)),
)


@settings(max_examples=60, deadline=None)
@given(DOCUMENT, st.integers(min_value=12, max_value=120))
def test_nothing_of_a_document_is_lost_doubled_or_too_long(document: ReadDocument, limit: int) -> None:
    profile = profile_of(document)
    chunks = split(profile, limit)
    assert max(count(chunk.text) for chunk in chunks) <= limit
    by_id = {chunk.id: chunk for chunk in chunks}
    assert len(by_id) == len(chunks)
    for section in profile.sections:
        bodies = [chunk.body for chunk in wholes(chunks, section.section)]
        assert words(*bodies) == words(section.body)
    for chunk in chunks:
        if chunk.parent:
            assert by_id[chunk.parent].section is chunk.section
            assert chunk.body in by_id[chunk.parent].body
    assert split(profile, limit) == chunks
