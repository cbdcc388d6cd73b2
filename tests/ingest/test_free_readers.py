"""Job descriptions as PDF, DOCX and HTML: one reading of all three, and one line for each refusal."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import MAX_FILE_BYTES, pdf, read_profile, web, word
from knowledge.errors import AdvisorError, DocumentReadError
from knowledge.profile import Profile, Section, Statement
from tests.ingest.made_files import LINES, docx, html, locked_pdf
from tests.ingest.made_files import pdf as made_pdf

FORMATS = {
    "sizes.pdf": made_pdf(),
    "bullets.pdf": made_pdf(bullet="• "),
    "one size.pdf": made_pdf(bullet="- ", one_size=True),
    "styles.docx": docx(),
    "bold.docx": docx(bold_headings=True),
    "page.html": html(),
}


def read(folder: Path, name: str, content: bytes) -> Profile:
    path = folder / name
    path.write_bytes(content)
    return read_profile(path, folder)


def quotes(profile: Profile, section: Section) -> list[str]:
    return [entry.quote for entry in profile.entries(section)]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_into_the_same_sections(tmp_path: Path, name: str) -> None:
    profile = read(tmp_path, name, FORMATS[name])
    assert profile.title == "Pastry Baker"
    assert {one.section: quotes(profile, one.section) for one in profile.sections} == {
        Section.SUMMARY: ["The pastry baker makes cakes for three shops."],
        Section.RESPONSIBILITIES: ["Laminate and bake croissants", "Order butter and fruit"],
        Section.EDUCATION: ["High school diploma"],
        Section.EXPERIENCE: ["Two years of experience in a kitchen"],
        Section.SALARY: ["$45,000 - $60,000 per year."],
    }
    (left_out,) = profile.left_out
    assert left_out.startswith("'Benefits' (")


@pytest.mark.parametrize("name", FORMATS)
def test_an_entry_stands_in_the_body_of_its_section(tmp_path: Path, name: str) -> None:
    for section in read(tmp_path, name, FORMATS[name]).sections:
        assert section.entries
        assert all(entry.quote in section.body for entry in section.entries)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("sizes.pdf", "sizes.pdf, page 1"),
        ("styles.docx", "styles.docx, paragraph 5"),
        ("page.html", "page.html, line 5"),
    ],
)
def test_a_place_is_a_page_a_paragraph_or_a_line(tmp_path: Path, name: str, place: str) -> None:
    profile = read(tmp_path, name, FORMATS[name])
    duty = profile.entries(Section.RESPONSIBILITIES)[0]
    assert profile.place(duty.line) == place


def test_a_title_that_the_table_knows_gives_the_code(tmp_path: Path) -> None:
    lines = (("h1", "Job description"), ("p", "Job title: Bakers"), *LINES[1:])
    profile = read(tmp_path, "any.html", html(lines))
    assert (profile.title, profile.code) == ("Bakers", "51-3011.00")


def test_without_a_title_the_file_name_is_one(tmp_path: Path) -> None:
    assert read(tmp_path, "night_baker.docx", docx(LINES[1:])).title == "night baker"


# Pages of a PDF


def test_a_wrapped_entry_is_one_entry(tmp_path: Path) -> None:
    long = "Laminate, shape and bake croissants and danishes every morning in batches of four hundred,"
    lines = (("h2", "Duties"), ("li", long), ("li", "before the vans leave"), ("li", "Order butter"))
    profile = read(tmp_path, "any.pdf", tight(made_pdf(lines)))
    assert quotes(profile, Section.RESPONSIBILITIES) == [f"{long} before the vans leave", "Order butter"]


def tight(content: bytes) -> bytes:
    """The same PDF with the space between its small lines as in a paragraph."""
    return content.replace(b"90 684", b"90 694").replace(b"90 662", b"90 681")


def test_what_stands_on_every_page_is_no_entry(tmp_path: Path) -> None:
    pages = [("h2", "Duties"), ("li", "Bake bread")]
    with pytest.raises(DocumentReadError):  # All of it stands on all three pages.
        read(tmp_path, "any.pdf", made_pdf(pages, pages=3))


# Word files


def test_a_table_is_read_by_its_rows(tmp_path: Path) -> None:
    lines = (*LINES[:6], ("h2", "Tools"))
    rows = [["Deck oven", "bread"], ["Excel", "orders"]]
    profile = read(tmp_path, "any.docx", docx(lines, table=rows))
    assert quotes(profile, Section.TOOLS) == ["Deck oven: bread", "Excel: orders"]


def test_a_fact_of_a_table_before_the_headings_is_filed_by_its_name(tmp_path: Path) -> None:
    content = docx((), table=[["Salary", "€ 2,900 a month"], ["Location", "Lakeside"]])
    profile = read(tmp_path, "nurse.docx", content)
    assert quotes(profile, Section.SALARY) == ["€ 2,900 a month"]
    assert profile.left_out == ("'Location: Lakeside' (paragraph 2)",)


# Pages of the web


def test_a_bold_line_a_definition_and_a_table_are_understood(tmp_path: Path) -> None:
    page = b"""<h1>Welder</h1><dl><dt>Pay</dt><dd>$31 - $38 an hour</dd><dt>Shift</dt><dd>Nights</dd></dl>
<p><b>Your tasks:</b></p><ul><li>Weld <i>pipe</i> to code<li>Read drawings</ul>
<h3>Equipment you'll use</h3><table><tr><th>Machine</th><th>For</th></tr>
<tr><td>SA-200</td><td>field work</td></tr></table>"""
    profile = read(tmp_path, "welder.htm", page)
    assert quotes(profile, Section.SALARY) == ["$31 - $38 an hour"]
    assert quotes(profile, Section.RESPONSIBILITIES) == ["Weld pipe to code", "Read drawings"]
    assert quotes(profile, Section.TOOLS) == ["Machine: SA-200; For: field work"]


def test_a_page_in_another_encoding_is_read(tmp_path: Path) -> None:
    page = '<meta charset="windows-1252"><h1>Bäcker</h1><h2>Duties</h2><p>Bäckt für cafés.</p>'
    assert read(tmp_path, "any.html", page.encode("cp1252")).title == "Bäcker"


# Refusals


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (word.MOST_UNPACKED + 1))
    return held.getvalue()


def packed_without_word() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("mimetype", "application/epub")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", locked_pdf(), "password"),
        ("a.pdf", made_pdf()[:700], "damaged"),
        ("a.pdf", made_pdf(()), "no text"),
        ("a.pdf", docx(), "no PDF"),
        ("a.pdf", made_pdf(pages=pdf.MOST_PAGES + 1), "pages"),
        ("a.pdf", b"%PDF-" + b" x" * (MAX_FILE_BYTES // 2), "larger"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "password"),
        ("a.docx", docx()[:-400], "damaged"),
        ("a.docx", docx(()), "no text"),
        ("a.docx", b"a letter", "no Word document"),
        ("a.docx", packed_without_word(), "no Word document"),
        ("a.docx", bomb(), "unpack"),
        ("a.html", b"\x7fELF\0\0", "binary"),
        ("a.html", b"<script>all()</script>", "no text"),
        ("a.html", b"<h1>Baker</h1><h2>Our story</h2><p>We bake.</p>", "Our story"),
        ("a.html", b" \n", "empty"),
        ("a.html", b"<h1>Baker</h1>" + b"<i>" * web.MOST_TAGS, "tags"),
        ("a.odt", b"PK", ".docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_with_the_reason(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(DocumentReadError) as refused:
        read(tmp_path, name, content)
    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"{name}: ")
    assert words in line


def read_bytes(name: str, content: bytes) -> Profile | None:
    """The profile in these bytes, or None when they are refused with an error of the family."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return read(Path(folder), name, content)
        except AdvisorError as refused:
            assert name in str(refused)
            assert len(str(refused).splitlines()) == 1
    return None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.html"]))
def test_any_bytes_are_a_profile_or_an_error_of_the_family(content: bytes, name: str) -> None:
    read_bytes(name, content)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["sizes.pdf", "styles.docx", "page.html"]),
    st.integers(0),
    st.binary(min_size=1, max_size=9),
)
def test_a_file_with_a_few_bytes_changed_is_a_profile_or_an_error_of_the_family(
    name: str, at: int, changed: bytes
) -> None:
    content = FORMATS[name]
    at %= len(content)
    read_bytes(name, content[:at] + changed + content[at + len(changed) :])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["h1", "h2", "li", "p", "dt", "dd", "td", "b"]),
            st.one_of(
                st.sampled_from([text for _, text in LINES]),
                st.sampled_from(
                    ["Skills", "Pay:", "Salary: $5", "Risks", "(AI can assist)", "Minimum: $5 a year"]
                ),
                st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
            ),
        ),
        max_size=12,
    )
)
def test_any_page_is_a_profile_with_quotes_of_its_bodies_or_an_error(lines: list[tuple[str, str]]) -> None:
    profile = read_bytes("a.html", html(lines))
    for section in profile.sections if profile else ():
        assert all(entry.quote in section.body for entry in section.entries)
        assert all(isinstance(entry, Statement) or entry.label for entry in section.entries)
