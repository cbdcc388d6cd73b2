"""The pictures of the README, taken on the visit that the browser tests make.

    python -m tests.browser.screenshots [FOLDER]

writes FOLDER/NAME.png and FOLDER/NAME-phone.png (default: .github/views), with few colours and so small.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, PATIENCE_MS, Chat, serving
from tests.browser.tour import tour
from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "views"
SCREENS = {"": {"width": 1320, "height": 860}, "-phone": {"width": 390, "height": 844}}
SHOWN = ("chat", "job", "explore", "compare", "next", "skills", "history")
COLOURS = 96


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory() as place,
        serving(Path(place), "-m", "tests.browser.scripted_server", "--shipped") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for suffix, size in SCREENS.items():
            page = browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
            page.goto(server.url)
            for state in tour(Chat(page)):
                if state in SHOWN:
                    (folder / f"{state}{suffix}.png").write_bytes(picture(page, state))
            page.close()
        browser.close()


def picture(page: Page, state: str) -> bytes:
    """What is on the screen, as a PNG of few colours; on a phone from where the view begins."""
    is_narrow = (page.viewport_size or {"width": 0})["width"] < 720
    start = "#side" if is_narrow and state == "job" else "#views" if is_narrow else ".masthead"
    page.evaluate("(start) => document.querySelector(start).scrollIntoView()", start)
    page.wait_for_timeout(300)
    image = Image.open(io.BytesIO(page.screenshot()))
    small = io.BytesIO()
    image.convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
