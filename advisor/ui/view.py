"""What the page shows, as a fold over the core's events. Knows no Gradio."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from advisor.chain import Advisor
from advisor.citations import Answer
from advisor.events import Answered, Event, Retrieved, Token, Understood
from advisor.question import Correction, Focus, Question
from advisor.understanding.cleaned import MAX_LENGTH

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
    correction: Correction | None = None
    """How it was meant, where the visitor said that it was read wrong."""
    about: str = ""
    """Id of the occupation that the visitor had turned to before asking, without a word."""
    is_private: bool = False
    """Whether it tells of the person's résumé, and so is never written down and goes with it."""
    is_withheld: bool = False
    """Whether `message` only stands for the text of a résumé."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one visitor has said and heard, and what it is about. Kept by the visitor's session."""

    turns: tuple[Turn, ...] = ()
    focus: Focus = field(default_factory=Focus)
    earlier: tuple[Focus, ...] = ()
    """The focus before every turn, so that a turn can be taken back."""
    id: str = ""
    """What it is kept by in the visitor's browser, and below when it began; both empty until then."""
    started: str = ""
    turned_to: str = ""
    """Id of the occupation turned to since the last message."""
    editing: int = 0
    """Number of the turn whose message is being changed; the next message takes its place."""
    is_restored: bool = False
    """True for one that was kept, until `retraced` has worked out again what it is about."""

    def asked(
        self, message: str, correction: Correction | None = None, *, of_file: bool = False
    ) -> Conversation:
        """The conversation with a new message that waits for its answer.

        With `of_file` the message only stands for what a file holds.
        """
        start = self.before(self.editing) if self.editing else self
        turn = Turn(
            number=start.turns[-1].number + 1 if start.turns else 1,
            message=message,
            status="Reading your résumé" if of_file else "Reading your question",
            correction=correction,
            about=start.turned_to,
            is_private=of_file,
            is_withheld=of_file,
        )
        return replace(
            start,
            turns=(*start.turns, turn)[-TURNS_SHOWN:],
            earlier=(*start.earlier, start.focus)[-TURNS_SHOWN:],
            turned_to="",
        )

    def undone(self) -> Conversation:
        """The conversation without its last turn."""
        if not self.turns:
            return self
        return replace(
            self,
            turns=self.turns[:-1],
            focus=self.earlier[-1],
            earlier=self.earlier[:-1],
            turned_to=self.turns[-1].about,
            editing=0,
        )

    def before(self, number: int) -> Conversation:
        """The conversation as it was before the turn of this number."""
        found = replace(self, editing=0)
        while found.turns and found.turns[-1].number >= number:
            found = found.undone()
        return found

    def changing(self, number: int) -> Conversation:
        """The conversation in which the next message takes the place of this turn; 0 is none."""
        known = any(turn.number == number for turn in self.turns)
        return replace(self, editing=number if known and not self.is_running else 0)

    def about(self, profile: str) -> Conversation:
        """The conversation turned to another occupation, so that what is asked next is about that."""
        met = (*(one for one in self.focus.met if one != profile), profile)
        focus = replace(self.focus, profiles=(profile,), met=met)
        return replace(self, focus=focus, turned_to=profile)

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
                return self._understood(question).told(f"Looking in {about}")
            case Retrieved(passages):
                return self.told(f"Reading {len(passages)} passages")
            case Token(text):
                return self._with_last(text=self.turns[-1].text + text, status="")
            case Answered(answer, focus):
                done = self._with_last(text=answer.text, status="", answer=answer, ended=True)
                return done._moved(focus)

    @property
    def is_private(self) -> bool:
        """Whether a part of it tells of the person's résumé."""
        return any(one.is_private for one in self.turns)

    def _understood(self, question: Question) -> Conversation:
        """With the last message as it may stand: a résumé's own text leaves, and so does what is not read."""
        asked, last = question.resume, self.turns[-1]
        if asked and asked.what == "given" and not last.is_withheld:
            lines = len(last.message.strip().splitlines())
            shown = f"(My résumé, {lines} line{'' if lines == 1 else 's'})"
            return self._with_last(message=shown, is_private=True, is_withheld=True)
        forgets = question.intent == "forget" or (asked and asked.what == "forgotten")
        is_private = last.is_private or (self.focus.resume is not None and not forgets)
        return self._with_last(message=last.message[:MAX_LENGTH], is_private=is_private)

    def _moved(self, focus: Focus) -> Conversation:
        """With its new focus; when the résumé was forgotten, without the turns that told of it."""
        focus = replace(focus, past=focus.past[-TURNS_SHOWN:])
        if not self.focus.resume or focus.resume:
            return replace(self, focus=focus)
        kept = [
            (turn, focus if before.resume else before)
            for turn, before in zip(self.turns, self.earlier, strict=True)
            if not turn.is_private
        ]
        turns, earlier = tuple(turn for turn, _ in kept), tuple(before for _, before in kept)
        return replace(self, turns=turns, focus=focus, earlier=earlier)

    def _with_last(self, **changes: object) -> Conversation:
        last = replace(self.turns[-1], **changes)  # type: ignore[arg-type]
        return replace(self, turns=(*self.turns[:-1], last))


def retraced(conversation: Conversation, advisor: Advisor) -> Conversation:
    """A restored conversation with its focus, worked out by going through its messages again."""
    if not conversation.is_restored:
        return conversation
    fresh = Conversation()
    earlier = []
    for turn in conversation.turns:
        if turn.about and advisor.catalog.get(turn.about):  # What comes back may be forged.
            fresh = fresh.about(turn.about)
        earlier.append(fresh.focus)
        fresh = replace(fresh, focus=advisor.ask(turn.message, fresh.focus, turn.correction).focus)
    return replace(conversation, focus=fresh.focus, earlier=tuple(earlier), is_restored=False)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that answers go by, and the message that takes it off."""

    label: str
    says: str


def limits_in_play(focus: Focus) -> tuple[Chip, ...]:
    """The limits that the moves, or else the list, of this conversation keep to."""
    asked = focus.moves or focus.survey
    conditions = asked.conditions if asked else ()
    return tuple(Chip(one.said, f'Remove the limit "{one.said}"') for one in conditions)


def found_in_resume(focus: Focus) -> tuple[Chip, ...]:
    """What was found in the person's résumé: past work, then what they have."""
    if not focus.resume:
        return ()
    names = (*(one.title for one in focus.resume.posts), *(one.name for one in focus.resume.held))
    return tuple(Chip(name, f'Take "{name}" off my résumé') for name in names)
