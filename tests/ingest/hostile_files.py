"""Documents that are small to send and meant to be endless to read, each made in a line or two."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable

from tests.ingest.made_files import docx, pdf

MANY = 60_000
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def repacked(document: bytes, *, before: bytes = b"") -> bytes:
    """A DOCX with another body, and with something before it."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            whole = (
                XML + before + b"<w:document " + WORD + b"><w:body>" + document + b"</w:body></w:document>"
            )
            new.writestr(one, whole if one == "word/document.xml" else old.read(one))
    return made.getvalue()


def lying(content: bytes) -> bytes:
    """The same archive, whose directory says that the text unpacks to 900 bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        real = packed.getinfo("word/document.xml").file_size
    return content.replace(real.to_bytes(4, "little"), (900).to_bytes(4, "little"))


def word_paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def billion_laughs() -> bytes:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10 if at else b"lol" * 10) for at in range(10)
    )
    return repacked(word_paragraph(b"&l9;"), before=b"<!DOCTYPE w:document [" + entities + b"]>")


def outside_entity() -> bytes:
    """A DOCX whose text is to be filled with a file of the machine that reads it."""
    before = b'<!DOCTYPE w:document [<!ENTITY it SYSTEM "file:///etc/passwd">]>'
    return repacked(b"<w:p><w:r><w:t>Duties &it;</w:t></w:r></w:p>", before=before)


def wide_cell(columns: int) -> bytes:
    row = b'<w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr>%s</w:tc>' % (columns, word_paragraph(b"Duties"))
    return repacked(b"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>" + row + b"</w:tr></w:tbl>")


def nested_tables(depth: int) -> bytes:
    opened = b"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + word_paragraph(b"Duties")
    return repacked(opened * depth + b"<w:p/></w:tc></w:tr></w:tbl>" * depth)


def nested_archives() -> bytes:
    content = b"0" * 10_000_000
    for _ in range(4):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", content)
        content = made.getvalue()
    return content


def of_objects(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, root, len(made))
    )


def one_page(
    contents: bytes, *, filters: bytes = b"", resources: bytes = b"", more: Iterable[bytes] = ()
) -> bytes:
    """A PDF of one page with these contents and whatever objects from number 6 on."""
    return of_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources"
        b" << /Font << /F1 5 0 R >> %s >> >>" % resources,
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(contents), filters, contents),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    )


def flate_bomb(layers: int) -> bytes:
    content = b"BT /F1 11 Tf (Duties) Tj ET " * 4_000_000
    for _ in range(layers):
        content = zlib.compress(content, 9)
    return one_page(content, filters=b"/Filter [%s]" % (b" /FlateDecode" * layers))


def pages_in_a_circle() -> bytes:
    return of_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>",
        b"<< /Type /Page /Parent 3 0 R >>",
    )


def pages_that_double() -> bytes:
    """Forty levels, each of which names the next one twice."""
    levels = [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (at + 1, at + 1) for at in range(2, 42)]
    return of_objects(b"<< /Type /Catalog /Pages 2 0 R >>", *levels, b"<< /Type /Page >>")


def countless_pages() -> bytes:
    return pdf().replace(b"/Count 1", b"/Count 9999999999")


def forms_in_a_circle() -> bytes:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    form += b" /Length 12 >>\nstream\n/X Do /X Do \nendstream"
    resources = b"/XObject << /X 6 0 R >>"
    return one_page(b"/X Do", resources=resources, more=[form % 7, form % 6])


def forms_that_double() -> bytes:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    form += b" /Length 12 >>\nstream\n/X Do /X Do \nendstream"
    forms = [form % (at + 1) for at in range(6, 40)]
    last = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream"
    return one_page(b"/X Do /X Do", resources=b"/XObject << /X 6 0 R >>", more=[*forms, last])


def xref_in_a_circle() -> bytes:
    made = pdf()
    at = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev %d >>" % at)


def wide_cmap() -> bytes:
    ranges = b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    ranges += b"100 beginbfrange " + b"<00000000> <7FFFFFFF> <0041> " * 100 + b"endbfrange"
    cmap = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(ranges), ranges)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    made = one_page(b"BT /F1 11 Tf (Duties) Tj ET", more=[cmap])
    return made.replace(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", font)


def page(body: str) -> bytes:
    return f"<html><body><h1>Baker</h1><h2>Duties</h2>{body}</body></html>".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    # DOCX
    "lies of its size.docx": lambda: lying(repacked(word_paragraph(b"a" * 10_000_000))),
    "one huge paragraph.docx": lambda: repacked(word_paragraph(b"a" * 20_000_000)),
    "many paragraphs.docx": lambda: repacked(word_paragraph(b"Duties") * 300_000),
    "many empty paragraphs.docx": lambda: repacked(b"<w:p/>" * 700_000),
    "many runs.docx": lambda: repacked(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 300_000 + b"</w:p>"),
    "a billion laughs.docx": billion_laughs,
    "names a file.docx": outside_entity,
    "a cell of a billion columns.docx": lambda: wide_cell(1_000_000_000),
    "a cell of a thousand columns.docx": lambda: wide_cell(1_000),
    "wide tables.docx": lambda: wide_cell(190),
    "nested tables.docx": lambda: nested_tables(80),
    "deep tables.docx": lambda: nested_tables(5_000),
    "archives in archives.docx": nested_archives,
    # PDF
    "unpacks to much.pdf": lambda: flate_bomb(1),
    "unpacks twice.pdf": lambda: flate_bomb(2),
    "pages in a circle.pdf": pages_in_a_circle,
    "pages that double.pdf": pages_that_double,
    "countless pages.pdf": countless_pages,
    "forms in a circle.pdf": forms_in_a_circle,
    "forms that double.pdf": forms_that_double,
    "table in a circle.pdf": xref_in_a_circle,
    "a font of many letters.pdf": wide_cmap,
    "deep arrays.pdf": lambda: one_page(b"[" * MANY + b"]" * MANY + b" TJ"),
    "many states.pdf": lambda: one_page(b"q " * 2_000_000),
    "many words.pdf": lambda: one_page(b"BT /F1 11 Tf " + b"1 0 0 1 9 9 Tm (a) Tj " * 240_000 + b"ET"),
    "a long string.pdf": lambda: one_page(b"BT /F1 11 Tf (" + b"a" * 5_000_000 + b") Tj ET"),
    "half of one.pdf": lambda: pdf()[:900],
    # HTML
    "deep.html": lambda: page("<div>" * 29_000 + "x"),
    "deep tables.html": lambda: page("<table><tr><td>" * 9_000 + "x"),
    "deep lists.html": lambda: page("<ul><li>x" * 14_000),
    "many bold.html": lambda: page("<b>x" * 29_000),
    "many terms.html": lambda: page("<dl>" + "<dt>a" * 29_000),
    "entities.html": lambda: page("<p>" + "&amp;" * 190_000),
    "unknown entities.html": lambda: page("<p>" + "&" * 900_000),
    "attributes.html": lambda: page("<p " + "a=1 " * 240_000 + ">x"),
    "one attribute.html": lambda: page("<p a='" + " " * 900_000),
    "comments.html": lambda: page("<!--" * 29_000),
    "declarations.html": lambda: page("<![" * 29_000),
    "blanks.html": lambda: page("<p>" + " " * 900_000 + "x"),
    "a huge page.html": lambda: page("<p>Bake bread.</p>" * 300_000),
    # The strict format
    "blanks.md": lambda: ("# Baker\n## In-Demand Skills\n- **" + " " * 900_000 + "*").encode(),
    "stars.md": lambda: ("# Baker\n## In-Demand Skills\n- **" + "a *" * 300_000).encode(),
    "brackets.md": lambda: ("# Baker\n## In-Demand Skills\n- **a**(" + " " * 900_000 + ".").encode(),
    "comments.md": lambda: ("# Baker\n## In-Demand Skills\n- " + "<!--" * 240_000).encode(),
    "task lists.md": lambda: ("# Baker\n## In-Demand Skills\n- " + "<!-- tasks: 1" * 70_000).encode(),
    "pay.md": lambda: ("# Baker\n## Salary Data\n- **Median**: $1" + " " * 900_000 + "(").encode(),
    "long blanks.md": lambda: ("# Baker\n## In-Demand Skills\n- **" + " " * 9_900 + "*").encode(),
    "long marks.md": lambda: ("# Baker\n## In-Demand Skills\n- **a**(" + " " * 9_900 + ".").encode(),
    "long comments.md": lambda: (
        "# Baker\n## Job Responsibilities\n" + ("- a" + "<!--" * 2_400 + "\n") * 100
    ).encode(),
    "long tasks.md": lambda: (
        "# Baker\n## Job Responsibilities\n" + ("- a<!-- tasks: " + " " * 9_900 + "\n") * 100
    ).encode(),
    "long pay.md": lambda: (
        "# Baker\n## Salary Data\n- **Median**: $1 (" + "a ".rjust(4_900) + " " * 4_900 + ".\n"
    ).encode(),
    "many lines.md": lambda: ("# Baker\n## Job Responsibilities\n" + "- a\n" * 240_000).encode(),
    "one long line.md": lambda: ("# Baker\n## Job Responsibilities\n- " + "word " * 190_000).encode(),
    "many sentences.md": lambda: ("# Baker\n## Career Summary\n" + "A. " * 300_000).encode(),
    "combining.md": lambda: ("# Baker\n## Job Responsibilities\n- a" + "\u0301" * 400_000).encode(),
}
"""Files by name, each made when it is wanted."""
