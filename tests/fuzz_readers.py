"""Feed the document readers mutated files for a while, and tell what they could not bear.

`python -m tests.fuzz_readers --seconds 600` changes small PDF, DOCX, HTML and Markdown files at random and
reads each in a process with a limit of time and memory. Told are exceptions that are no refusal, readings
that take too long or too much memory, and broken promises (a quote that is not in its section). A file
that did is kept in `--keep`. The same `--seed` makes the same files.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from knowledge.errors import AdvisorError
from tests.ingest.hostile_files import HOSTILE
from tests.ingest.made import HOUSE, PAGE
from tests.ingest.made_files import docx, html, pdf

ROOT = Path(__file__).parents[1]
SECONDS = 5  # Of computing for one of these small files.
MEGABYTES = 1_000
SAMPLES: dict[str, list[bytes]] = {
    "pdf": [pdf(), pdf(bullet="- ", one_size=True), pdf(pages=3)],
    "docx": [docx(), docx(table=[["Salary", "$50,000"], ["Tools", "Deck oven"]])],
    "html": [html(), b"<dl><dt>Pay<dd>$31</dl><table><tr><th>Machine<th>For<tr><td>SA-200<td>field</table>"],
    "md": [HOUSE.encode()],
    "txt": [PAGE.encode()],
}
HURTFUL = {
    "pdf": [
        HOSTILE[f"{name}.pdf"]()
        for name in ("pages in a circle", "table in a circle", "forms in a circle", "a font of many letters")
    ],
    "docx": [HOSTILE[f"{name}.docx"]() for name in ("names a file", "nested tables", "wide tables")],
}
WORDS: dict[str, list[bytes]] = {
    "pdf": [
        *(b"obj endobj stream endstream xref trailer startxref /Kids /Parent /Count /Length /Filter".split()),
        *(b"/FlateDecode /LZWDecode /ASCII85Decode /RunLengthDecode /Contents".split()),
        *(b"/Prev /Root /Encrypt /ToUnicode /Encoding /Differences /XObject << >> [ ] ( ) < > R".split()),
        *(b"1 0 R|2 0 R|4 0 R|-1|99999999999|1e309|BT|ET|Tj|TJ|Tm|Do|q|Q|cm|Td|' \"".split(b"|")),
    ],
    "docx": [
        *(b"<w:p>|</w:p>|<w:r>|<w:t>|</w:t>|<w:tbl>|</w:tbl>|<w:tr>|<w:tc>|<w:tcPr>|<w:numPr/>".split(b"|")),
        *(b'<w:vMerge/>|<w:gridSpan w:val="199"/>|w:val="-1"|w:val="x"|&amp;|&#0;|&#x10FFFF;'.split(b"|")),
        *(
            b"<w:sdt>|<w:hyperlink>|<w:ins>|<mc:AlternateContent>|<w:pPr>|<w:pStyle/>|]]>|<!--|<?x?>".split(
                b"|"
            )
        ),
    ],
    "html": [
        *(b"<table>|<tr>|<td>|<th>|<ul>|<li>|<dl>|<dt>|<dd>|<h1>|<h2>|</h2>|<p>|<b>|</b>|<div>".split(b"|")),
        *(b"<script>|<style>|<!--|-->|<![CDATA[|<!DOCTYPE|&#x110000;|&#0;|&|<|>|<a href='".split(b"|")),
    ],
    "md": [
        b"# ",
        b"## Salary Data",
        b"- **",
        b"**: ",
        b" (High): ",
        b"<!-- tasks: 1",
        b"-->",
        b"$1e309",
        b"\0",
    ],
    "txt": [b"-\n", b"- ", b"Requirements", b"Salary Data", b"$-1", b"\r", b"\x0b", b"\x85", b"\xe2\x80\xa8"],
}
COMMON = [b"\xff", b"\xed\xa0\x80", "\u202e\u200b\u0301".encode(), "🧑‍🔬".encode(), b"9" * 400, b" " * 3_000]


def made(seed: int, number: int) -> tuple[str, bytes]:
    """The kind and the bytes of a file, always the same for the same two numbers."""
    dice = random.Random(f"{seed}/{number}")
    kind = dice.choice(list(SAMPLES))
    content = dice.choice(SAMPLES[kind] * 3 + HURTFUL.get(kind, []))
    if kind == "docx" and dice.random() < 0.9:
        return kind, _within_archive(content, dice)
    return kind, _mutated(content, kind, dice)


def _within_archive(content: bytes, dice: random.Random) -> bytes:
    """The archive with a part of it mutated, its checksums right again."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = "word/document.xml" if dice.random() < 0.7 else dice.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, _mutated(part, "docx", dice) if name == chosen else part)
    return made.getvalue()


def _mutated(content: bytes, kind: str, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at = dice.randrange(len(content) + 1)
        to = min(len(content), at + dice.choice((1, 2, 8, 60, 500)))
        piece = content[at:to]
        new = dice.choice(
            (
                bytes(dice.randrange(256) for _ in piece),
                b"",
                piece * dice.choice((2, 3, 200)),
                dice.choice(WORDS[kind] + COMMON),
                dice.choice(WORDS[kind]) * dice.choice((1, 2, 500)),
                dice.choice(SAMPLES[kind])[at:to],
                piece[::-1],
            )
        )
        content = content[:at] + new + content[at if dice.random() < 0.5 else to :]
    return content


def outcome(kind: str, content: bytes, folder: Path) -> str:
    """What reading this file comes to: "read", "refused", or what is wrong with how it went."""
    from ingest.readers import read_profile

    path = folder / f"a.{kind}"
    path.write_bytes(content)
    try:
        profile = read_profile(path, folder)
    except AdvisorError as refused:
        said = str(refused)
        return "refused" if "\n" not in said and path.name in said else f"BAD REFUSAL {said[:200]!r}"
    except BaseException as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}: {str(error)[:100]}"
    for section in profile.sections:
        if any(entry.quote not in section.body for entry in section.entries):
            return f"QUOTE NOT IN ITS SECTION {section.section}"
    return "read"


def in_this_process() -> None:
    """Have the readers of PDF, DOCX and HTML run here and not in a process of their own."""
    from ingest.readers import pdf as of_pdf
    from ingest.readers import web as of_web
    from ingest.readers import word as of_word

    readers: dict[str, Any] = {
        "pdf": of_pdf.pdf_pieces,
        "web": of_web.web_pieces,
        "word": of_word.word_pieces,
    }
    for module in (of_pdf, of_web, of_word):
        module.pieces_apart = lambda kind, path, raw, **_: readers[kind](path, raw)  # type: ignore[attr-defined]


def work(seed: int, first: int) -> None:
    """Read file after file from this number on, and print number, kind and outcome of each."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)
    in_this_process()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, sys.maxsize):
            signal.setitimer(signal.ITIMER_PROF, 0)
            kind, content = made(seed, number)
            print(json.dumps([number, kind, ""]), flush=True)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            print(json.dumps([number, kind, outcome(kind, content, Path(folder))]), flush=True)


def results(seed: int, seconds: float) -> Iterator[tuple[int, str, str]]:
    """Number, kind and outcome of every file that was read within the time."""
    first, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        command = [sys.executable, "-m", "tests.fuzz_readers", "--work", str(first), "--seed", str(seed)]
        begun = (first, "")
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                number, kind, told = json.loads(line)
                begun, first = (number, kind), number + 1
                if told:
                    begun = (number, "")
                    yield number, kind, told
                if time.monotonic() > until:
                    process.kill()
                    return
            status = process.wait()
        if not begun[1]:
            raise RuntimeError(f"The reading process ended by itself ({status}).")
        yield *begun, f"TOO LONG (over {SECONDS} s)" if status == -signal.SIGPROF else f"DIED ({status})"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60, help="how long to go on (default 60)")
    options.add_argument("--seed", type=int, default=1, help="which files are made (default 1)")
    options.add_argument("--keep", type=Path, metavar="DIR", help="where to keep files that did harm")
    options.add_argument("--work", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.work is not None:
        work(given.seed, given.work)
        return 0
    counts: Counter[tuple[str, str]] = Counter()
    for number, kind, told in results(given.seed, given.seconds):
        counts[kind, told if told in ("read", "refused") else "HARM"] += 1
        if told not in ("read", "refused"):
            print(f"{number} {kind}: {told}", flush=True)
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{given.seed}-{number}.{kind}").write_bytes(made(given.seed, number)[1])
    for kind in SAMPLES:
        told = ", ".join(f"{counts[kind, one]} {one}" for one in ("read", "refused", "HARM"))
        print(f"{kind:<5} {told}")
    print(f"{counts.total()} files in all, seed {given.seed}")
    return 1 if any(one == "HARM" for _, one in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
