"""One conversation of many messages: whether any fails, and whether memory grows.

    python -m tests.benchmarks.one_talk [MESSAGES]

The messages are those of the test prompts in random order, every seventh a reference to what was before.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

import app
from advisor.evaluation.cases import load_cases, shipped_files
from advisor.question import Focus
from advisor.settings import Settings

MESSAGES = 10_000
POINTING = (
    "and the second one?",
    "shorter please",
    "what do those pay",
    "why?",
    "which is safest",
    "in texas?",
)
TOLD = 1000
SEED = 5


def main(messages: int) -> None:
    dice, focus, failed = random.Random(SEED), Focus(), 0
    advisor = app.build_advisor(Settings.from_environment(os.environ))
    advisor.warm()
    asked = [case.question for case in load_cases(*shipped_files())]
    start = time.perf_counter()
    for number in range(1, messages + 1):
        text = dice.choice(POINTING if number % 7 == 0 else asked)
        try:
            found = advisor.ask(text, focus)
        except Exception as error:  # Whatever it is, it is what this looks for.
            failed += 1
            print(f"{number}: {text[:80]!r}: {error!r}")
            continue
        focus = found.focus
        if number % TOLD == 0:
            spent = time.perf_counter() - start
            print(f"{number} messages in {spent:.0f} s, {failed} failed, {_memory():.0f} MiB", flush=True)


def _memory() -> float:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else MESSAGES)
