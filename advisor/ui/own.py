"""What the person brings, wired: a résumé as a file, what was found and which limits hold, forgetting.

A file is read once and deleted, also where Gradio keeps uploads; only its text goes on, as a message.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import gradio as gr

from advisor.ui.chips import chips_html
from advisor.ui.view import Conversation
from knowledge.errors import DocumentReadError

KINDS = [".pdf", ".docx", ".txt"]
FORGET = "Forget my résumé"
# A click on a chip, also one that comes later, sends the message that the chip stands for.
SEND_CHIP = """
element.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-say]");
  if (chip) trigger("select", { value: chip.dataset.say });
});
"""

ReadFile = Callable[[Path], str]
"""Gives the text of a file; raises DocumentReadError."""


def chips_above() -> gr.HTML:
    """The chips; nothing is seen of them while there are none."""
    return gr.HTML("", elem_id="own", js_on_load=SEND_CHIP)


def buttons_below(*, with_upload: bool) -> tuple[gr.UploadButton, gr.Button]:
    """To bring a résumé, and to let it go."""
    with gr.Row(elem_id="own-buttons"):
        upload = gr.UploadButton(
            "Add my résumé (PDF, DOCX, TXT)",
            file_types=KINDS,
            file_count="single",
            type="filepath",
            size="sm",
            elem_id="resume",
            visible=with_upload,
        )
        forget = gr.Button(FORGET, size="sm", visible=False, elem_id="forget")
    return upload, forget


def own_shown(conversation: Conversation) -> tuple[str, gr.Button]:
    """The chips of what the conversation goes by now, and the button to forget a résumé there is."""
    return chips_html(conversation.focus), gr.Button(visible=conversation.focus.resume is not None)


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
