"""Take steps that need what nothing else does, as torch, in a process that takes it along when it ends.

That process lingers for a moment, as the next step often needs the same, and importing it takes seconds.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from knowledge.errors import AdvisorError

ROOT = Path(__file__).parents[1]
LINGERS = 3.0  # Seconds until the process ends that has nothing more to do.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from knowledge.apart import serve; serve()"
_lock = threading.Lock()
_lingering: list[subprocess.Popen[bytes]] = []


def apart(step: str, *arguments: object, otherwise: type[AdvisorError]) -> None:
    """Call `package.module:function` with these arguments, out of this process.

    Raises the AdvisorError that it raises; for any other error, and where its process was ended from
    without, as for want of memory, raises `otherwise`.
    """
    with _lock:
        process = _lingering.pop() if _lingering else _started()
        try:
            problem = _taken(process, step, arguments)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            _end(process)
            raise otherwise(f"{step} did not come to its end; is there enough memory?") from error
        _lingering.append(process)
        leaving = threading.Timer(LINGERS, _leave, [process])
        leaving.daemon = True
        leaving.start()
    if problem:
        raise problem if isinstance(problem, AdvisorError) else otherwise(f"{step} failed: {problem}")


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _START, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _taken(process: subprocess.Popen[bytes], step: str, arguments: object) -> AdvisorError | str:
    """Have the process take the step; what went wrong, or an empty text."""
    assert process.stdin
    assert process.stdout
    pickle.dump((step, arguments), process.stdin)
    process.stdin.flush()
    problem: AdvisorError | str = pickle.load(process.stdout)
    return problem


def _leave(process: subprocess.Popen[bytes]) -> None:
    with _lock:
        if process in _lingering:
            _lingering.remove(process)
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(OSError):  # What was not written is of no use any more.
        process.communicate()


def serve() -> None:
    """Be that process: take the steps that come in on standard input, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Whoever interrupts the program wants no word of it.
    told = os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr  # What a library prints is no answer.
    with suppress(EOFError):
        while True:
            step, arguments = pickle.load(sys.stdin.buffer)
            pickle.dump(_problem(step, arguments), told)
            told.flush()


def _problem(step: str, arguments: tuple[object, ...]) -> AdvisorError | str:
    module, _, function = step.partition(":")
    try:
        getattr(import_module(module), function)(*arguments)
    except AdvisorError as error:
        return error
    except Exception as error:  # Whatever a library raises must be told where it is waited for.
        return f"{type(error).__name__}: {error}"
    return ""
