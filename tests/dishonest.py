"""An advisor that lies in every way that a test prompt must notice, behind the real one's interface."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.citations import Answer, Citation
from advisor.events import Answered, Event, Retrieved, Understood
from advisor.question import Focus, Question
from knowledge.chunk import Chunk
from knowledge.profile import Section


class DishonestAdvisor:
    """Invents a score for whatever is asked, forgets the job, and quotes what its chunk does not hold.

    It never abstains, asks or declines. Each lie is chosen so that no honest answer looks like it.
    """

    def stream(self, text: str, focus: Focus) -> Iterator[Event]:
        yield Understood(Question(text))
        yield Retrieved(())
        section = list(Section)[len(text) % len(Section)]
        chunk = Chunk(
            "lies/1", "lies", "Lies", "99-9999.99", section, section.heading, "Nothing is known.", 1
        )
        quote = "The AI impact score is 87.4 of 100."
        answer = Answer(
            text=f"{quote[:-1]} [1].",
            citations=(Citation(1, chunk, quote, 1),),
            outcome="answer",
            abstained=False,
            occupations=("99-9999.99",),
        )
        yield Answered(answer, Focus(profiles=("lies",)))
