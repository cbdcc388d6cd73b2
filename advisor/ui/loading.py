"""Builds the advisor in the background while the page is already up. Knows no Gradio."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache

from advisor.chain import Advisor
from advisor.jobs.atlas import Atlas
from knowledge.progress import Progress

log = logging.getLogger(__name__)

Load = Callable[[Progress], Iterable[Advisor]]
"""Builds advisors, each better than the one before; the first one answers until the next is there."""


class Loading:
    """The advisor, once it is there, and what there is to look at in its catalog."""

    def __init__(self, load: Load, while_idle: Callable[[], None] = lambda: None) -> None:
        """`while_idle` returns when nobody waits for an answer, and what only later ones need may be made."""
        self.advisor: Advisor | None = None
        self.problem = ""
        self.doing = "Getting ready"
        self.is_settled = False
        """Whether the last and best advisor is there, and what its first answers would wait for is made."""
        self._thread = threading.Thread(target=self._run, args=(load, while_idle), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_ready(self) -> bool:
        return self.advisor is not None

    @property
    def atlas(self) -> Atlas | None:
        """The atlas of the advisor's catalog; None while there is no advisor."""
        return _atlas(self.advisor) if self.advisor else None

    def _run(self, load: Load, while_idle: Callable[[], None]) -> None:
        try:
            for advisor in load(self._progress):
                self.advisor = advisor
            if self.advisor:
                for warm in (self.advisor.warm, _atlas(self.advisor).warm):
                    while_idle()
                    warm()
                self.is_settled = True
        except Exception as error:  # The page must be able to say why it cannot answer.
            log.exception("The advisor could not be built: %s", error)
            self.problem = str(error) or type(error).__name__

    def _progress(self, doing: str, done: int, total: int) -> None:
        self.doing = f"{doing} ({done} of {total})" if total > 1 else doing


@lru_cache(maxsize=1)
def _atlas(advisor: Advisor) -> Atlas:
    """The atlas of the advisor that answers now; it holds no earlier one in memory."""
    return Atlas(advisor.catalog)
