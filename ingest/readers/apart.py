"""Read a PDF, a DOCX or an HTML page in a process of its own, under a limit of time and memory.

What a library makes of a file that was built to hurt it cannot be foreseen: it may compute for hours or
take all memory there is. So it runs apart from the program. Where a limit is met that process ends, the
file is refused in one line, and nothing else is touched.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from ingest.readers.pieces import Piece, Pieces
from knowledge.errors import DocumentReadError

ROOT = Path(__file__).parents[2]
SECONDS = 20  # Of computing for one file; a long one takes some 2.
WAITED = 5 * SECONDS  # Until a reader is given up that does not compute, or shares its processor.
MEGABYTES = 1_000  # Of address space; the largest file that is taken needs some 300.
AT_ONCE = 2  # Readers at a time; more files wait.
READERS = {"pdf": "pdf_pieces", "web": "web_pieces", "word": "word_pieces"}
_START = "import sys; sys.path.insert(0, sys.argv[1]); from ingest.readers.apart import serve; serve()"
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|ADVISOR_", re.I)
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")
_turn = threading.BoundedSemaphore(AT_ONCE)
_idle: list[subprocess.Popen[bytes]] = []


def pieces_apart(
    kind: str, path: Path, raw: bytes, *, most_pages: int | None = None, is_kept: bool = True
) -> Pieces:
    """The pieces that the reader of this kind finds, within SECONDS and MEGABYTES.

    The process reads the next file as well, unless it is to forget this one (`is_kept` false). Raises
    DocumentReadError, in one line, as the reader does, or where a limit was met.
    """
    asked = {"kind": kind, "name": path.name, "bytes": len(raw), "most_pages": most_pages}
    with _reader(is_kept) as process:
        told = _exchanged(process, json.dumps(asked).encode() + b"\n" + raw)
    found = json.loads(told or '{"problem": "takes too long to read; save only the job\'s own text."}')
    if problem := found.get("problem"):
        raise DocumentReadError(problem if problem.startswith(path.name) else f"{path.name}: {problem}")
    return Pieces(found["title"], [Piece(**one) for one in found["pieces"]])


@contextmanager
def _reader(is_kept: bool) -> Iterator[subprocess.Popen[bytes]]:
    """A process that reads, one that is idle where there is one."""
    with _turn:
        process = _idle.pop() if is_kept and _idle else _started()
        try:
            yield process
        finally:
            if is_kept and process.poll() is None:
                _idle.append(process)
            else:
                _end(process)


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _START, str(ROOT)],
        env={name: value for name, value in os.environ.items() if not _SECRET.search(name)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # A library might tell there of a stranger's words.
    )


def _exchanged(process: subprocess.Popen[bytes], asked: bytes) -> bytes:
    """The line that the process answers; empty when it ended instead."""
    assert process.stdin
    assert process.stdout
    stop = threading.Timer(WAITED, process.kill)
    stop.start()
    try:
        process.stdin.write(asked)
        process.stdin.flush()
        told = process.stdout.readline()
    except OSError:  # It ended before it had read all.
        told = b""
    finally:
        stop.cancel()
    if not told.endswith(b"\n"):
        process.kill()
        process.wait()
        return b""
    return told


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # What was not written is of no use any more.
            if stream:
                stream.close()
    process.wait()


@atexit.register
def _end_all() -> None:
    while _idle:
        _end(_idle.pop())


def serve() -> None:
    """Be that process: read the files that come in on standard input, until it ends."""
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr  # What a library prints is no answer.
    _confine()
    while line := asked.readline():
        about = json.loads(line)
        raw = asked.read(about["bytes"])
        answer = _read(about, raw)
        told.write(json.dumps(answer).encode() + b"\n")
        told.flush()
        if answer.get("problem") == _TOO_MUCH:  # What is left of it is not to be trusted.
            return


_TOO_MUCH = "needs too much memory to be read; save only the job's own text."


def _read(about: dict[str, object], raw: bytes) -> dict[str, object]:
    kind, path = str(about["kind"]), Path(str(about["name"]))
    read: Callable[..., Pieces] = getattr(import_module(f"ingest.readers.{kind}"), READERS[kind])
    limits = {"most_pages": about["most_pages"]} if about["most_pages"] is not None else {}
    _allow(SECONDS)
    try:
        found = read(path, raw, **limits)
        return {"title": found.title, "pieces": [asdict(one) for one in found.pieces]}
    except DocumentReadError as error:
        is_short = isinstance(error.__cause__, MemoryError)
        return {"problem": _TOO_MUCH if is_short else str(error)}
    except MemoryError:
        return {"problem": _TOO_MUCH}
    finally:
        _allow(0)


def _confine() -> None:
    """Take no more memory than MEGABYTES, connect to nothing, and start nothing."""

    def refuse(event: str, arguments: object) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(f"A reader may not call {event}.")

    sys.addaudithook(refuse)
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    most = MEGABYTES * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # A system that knows the limit and does not keep it.
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    """End this process when it computes for longer than that; 0 takes the limit away."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
