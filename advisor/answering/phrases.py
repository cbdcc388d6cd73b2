"""What the advisor says of its own accord, in the visitor's language, from `prompts/phrases/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from advisor.citations import Draft, Form, Outcome, Sentence, numbers_in
from advisor.question import Question
from knowledge.profile import Profile
from knowledge.yaml_text import read_yaml

FOLDER = Path(__file__).parents[2] / "prompts" / "phrases"
DECLINED = ("off_topic", "harmful", "override")
CHOICES = 8  # Occupations offered at most.


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, by their names in its file."""

    replies: dict[str, str]
    jobs_known: str
    switched: str
    which_job: str
    could_be: str
    unknown_job: str
    no_profile_for: str
    took_for: str
    same_job: str
    guessed: str
    sorry: str
    """Before an answer to somebody who is sad over what they ask of."""
    sorry_briefly: str
    """The same over a small matter: a licence lost, a sore back."""
    leads: dict[str, str]
    topics: dict[str, str]
    follow_ups: dict[str, str]
    model: dict[str, str]
    """What is said of a chat model that words the answers: why it did not, and what was left out."""

    def topic_names(self, topics: Sequence[str]) -> list[str]:
        return [self.topics[topic] for topic in topics]


@lru_cache(maxsize=16)
def phrases(language: str) -> Phrases:
    """The phrases of a language; English for a language that has no file."""
    path = FOLDER / f"{language}.yaml"
    known = path if path.exists() else FOLDER / "en.yaml"
    return Phrases(**read_yaml(known.read_text("utf-8")))


def reply(words: Phrases, question: Question, titles: Sequence[str]) -> Draft:
    """A reply that needs no document: a greeting, thanks, a kind word, a refusal."""
    said = words.replies[question.intent]
    sentences = [Sentence(said, computed=numbers_in(said))]  # A help line's number is ours, of no source.
    declined = question.intent in DECLINED
    if question.intent in ("greeting", "undecided", "about_advisor", "unclear", *DECLINED):
        sentences.append(_known(words, titles))
    outcome: Outcome = "decline" if declined else "clarify" if question.intent == "unclear" else "chat"
    return Draft(tuple(sentences), outcome, abstained=declined)


def unknown_job(words: Phrases, jobs: Sequence[str], titles: Sequence[str]) -> Draft:
    """An occupation that no profile describes: said so, with those that there are."""
    lead = named(words.unknown_job, job=quoted(jobs))
    choices = tuple(titles[:CHOICES])
    return Draft((lead, _known(words, titles)), abstained=True, choices=choices)


def which_job(words: Phrases, titles: Sequence[str], *, likely: bool = False) -> Draft:
    """Ask whose job is meant, with the occupations to choose from; `likely` ones are named in the text."""
    asked = [Sentence(words.which_job)]
    if likely:
        asked.append(named(words.could_be, titles="; ".join(titles[:CHOICES])))
    return Draft(tuple(asked), "clarify", choices=tuple(titles[:CHOICES]))


def switched(words: Phrases, profile: Profile) -> Draft:
    """Confirm the occupation that the conversation is about from now on."""
    return Draft((named(words.switched, title=profile.title),), "chat")


def named(phrase: str, *, form: Form = Form.PLAIN, **names: str) -> Sentence:
    """A phrase with names filled in, whose numbers are those of the names."""
    text = phrase.format(**names)
    return Sentence(text, form=form, computed=numbers_in(text))


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _known(words: Phrases, titles: Sequence[str]) -> Sentence:
    more = f" (+{len(titles) - CHOICES})" if len(titles) > CHOICES else ""
    listed = ", ".join(titles[:CHOICES]) + more
    return named(words.jobs_known, titles=listed, form=Form.NOTE)
