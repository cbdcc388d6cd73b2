"""A folder with the border officer's profile alone, which most tests of the whole advisor use.

The 185 shipped profiles take a minute to index; `tests/test_many_occupations.py` does that once.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PROFILE = Path(__file__).parents[1] / "knowledge" / "profiles" / "customs-and-border-protection-officers.md"
FOLDER = Path(tempfile.mkdtemp(prefix="advisor-tests-"))

shutil.copy(PROFILE, FOLDER)
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ.setdefault("ADVISOR_PROFILES", str(FOLDER))  # For the processes that tests start, too.
