"""PDF, DOCX and HTML files made for a test, each holding the same small job description."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

HEADINGS = ("About the role", "What you'll do", "Qualifications", "Compensation", "Benefits")
LINES = (
    ("h1", "Pastry Baker"),
    ("h2", "About the role"),
    ("p", "The pastry baker makes cakes for three shops."),
    ("h2", "What you'll do"),
    ("li", "Laminate and bake croissants"),
    ("li", "Order butter and fruit"),
    ("h2", "Qualifications"),
    ("li", "High school diploma"),
    ("li", "Two years of experience in a kitchen"),
    ("h2", "Compensation"),
    ("p", "$45,000 - $60,000 per year."),
    ("h2", "Benefits"),
    ("p", "Free bread."),
)
"""A job description as (kind, text), kinds named as HTML does."""
SIZES = {"h1": 24, "h2": 16, "p": 11, "li": 11}


def pdf(
    lines: Iterable[tuple[str, str]] = LINES, *, bullet: str = "", one_size: bool = False, pages: int = 1
) -> bytes:
    """A PDF with these lines, headings larger and list entries indented; `pages` copies of the page."""
    at, drawn = 760, []
    for kind, text in lines:
        size = SIZES["p"] if one_size else SIZES[kind]
        at -= size * 2
        x = 90 if kind == "li" else 60
        escaped = f"{bullet if kind == 'li' else ''}{text}".replace("\\", r"\\").replace("(", r"\(")
        escaped = escaped.replace(")", r"\)")
        drawn.append(f"BT /F1 {size} Tf {x} {at} Td ({escaped}) Tj ET")
    stream = "\n".join(drawn).encode("cp1252")
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>"
        ]
        * pages,
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        made
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
            f"startxref\n{len(made)}\n%%EOF\n"
        ).encode()
    )


def locked_pdf() -> bytes:
    """The same behind a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    return saved(writer.write)


def docx(
    lines: Iterable[tuple[str, str]] = LINES,
    *,
    bold_headings: bool = False,
    table: Sequence[Sequence[str]] = (),
) -> bytes:
    """A DOCX with these lines in Word's own styles, or with headings that are only bold."""
    from docx import Document

    document = Document()
    for kind, text in lines:
        if kind in ("h1", "h2") and bold_headings:
            document.add_paragraph().add_run(text).bold = True
        elif kind in ("h1", "h2"):
            document.add_heading(text, int(kind[1]))
        else:
            document.add_paragraph(text, style="List Bullet" if kind == "li" else None)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(document.save)


def html(lines: Iterable[tuple[str, str]] = LINES) -> bytes:
    """An HTML page with these lines between a menu, a script and a footer."""
    body = "\n".join(f"<{kind}>{text}</{kind}>" for kind, text in lines)
    return (
        "<html><head><title>Careers</title><script>var pay = 'Salary';</script></head><body>"
        f"<nav><h2>Duties</h2><ul><li>Home</li></ul></nav>{body}<footer><p>Pay us a visit</p></footer>"
        "</body></html>"
    ).encode()


def saved(write: object) -> bytes:
    """What a library writes into a file."""
    held = io.BytesIO()
    assert callable(write)
    write(held)
    return held.getvalue()
