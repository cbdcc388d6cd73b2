"""What the page shows, as a fold over the core's events. Knows no Gradio."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from advisor.citations import Answer
from advisor.events import Answered, Event, Retrieved, Token, Understood
from advisor.question import Focus

TURNS_SHOWN = 60  # Older turns leave the page: rendering cost grows with every one.


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and its answer; `status` says what is going on until there is text."""

    number: int
    message: str
    text: str = ""
    status: str = ""
    answer: Answer | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one visitor has said and heard, and what it is about. Kept by the visitor's session."""

    turns: tuple[Turn, ...] = ()
    focus: Focus = field(default_factory=Focus)
    earlier: tuple[Focus, ...] = ()
    """The focus before every turn, so that a turn can be taken back."""

    def asked(self, message: str) -> Conversation:
        """The conversation with a new message that waits for its answer."""
        number = self.turns[-1].number + 1 if self.turns else 1
        turns = (*self.turns, Turn(number, message, status="Reading your question"))
        return replace(self, turns=turns[-TURNS_SHOWN:], earlier=(*self.earlier, self.focus)[-TURNS_SHOWN:])

    def undone(self) -> Conversation:
        """The conversation without its last turn."""
        if not self.turns:
            return self
        return Conversation(self.turns[:-1], self.earlier[-1], self.earlier[:-1])

    def told(self, status: str) -> Conversation:
        """The conversation whose last turn says what is going on."""
        return self._with_last(status=status)

    def stopped(self) -> Conversation:
        """The conversation whose last turn was cut off by the visitor."""
        last = self.turns[-1] if self.turns else None
        if not last or last.ended:
            return self
        return self._with_last(text=(last.text + "\n\n(stopped)").strip(), status="", ended=True)

    def failed(self, problem: str) -> Conversation:
        """The conversation whose last turn could not be answered."""
        return self._with_last(text=problem, status="", ended=True)

    @property
    def is_running(self) -> bool:
        """Whether the last message still waits for its answer."""
        return bool(self.turns) and not self.turns[-1].ended

    def fold(self, event: Event) -> Conversation:
        """The conversation after one more event of the answer to its last message."""
        match event:
            case Understood(question):
                about = "the profile" if question.profiles else "what I know"
                return self.told(f"Looking in {about}")
            case Retrieved(passages):
                return self.told(f"Reading {len(passages)} passages")
            case Token(text):
                return self._with_last(text=self.turns[-1].text + text, status="")
            case Answered(answer, focus):
                done = self._with_last(text=answer.text, status="", answer=answer, ended=True)
                return replace(done, focus=focus)

    def _with_last(self, **changes: object) -> Conversation:
        last = replace(self.turns[-1], **changes)  # type: ignore[arg-type]
        return replace(self, turns=(*self.turns[:-1], last))
