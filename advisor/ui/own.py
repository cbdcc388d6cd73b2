"""What the person brings, wired: a résumé as a file, to be read into a message.

A file is read once and deleted, also where Gradio keeps uploads; only its text goes on, as a message.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import gradio as gr

from knowledge.errors import DocumentReadError

KINDS = [".pdf", ".docx", ".txt"]

ReadFile = Callable[[Path], str]
"""Gives the text of a file; raises DocumentReadError."""


def resume_button(say: gr.I18n, *, with_upload: bool) -> gr.UploadButton:
    """To bring a résumé as a file; not shown where no file can be read."""
    return gr.UploadButton(
        str(say("add_resume")),
        file_types=KINDS,
        file_count="single",
        type="filepath",
        size="sm",
        elem_id="resume",
        visible=with_upload,
    )


def message_of(file: str, read: ReadFile | None) -> str:
    """The text of an uploaded résumé as a message; the file is gone afterwards.

    Raises DocumentReadError, whose message names the file as the person does.
    """
    path = Path(file)
    try:
        text = read(path) if read else ""
    finally:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # The folder of its own that Gradio made; another file may be in it.
            path.parent.rmdir()
    if not text.strip():
        raise DocumentReadError(f"{path.name}: holds no text.")
    return f"My résumé:\n{text}"
