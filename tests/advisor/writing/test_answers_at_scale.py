"""Four hundred answers over the wire: of 200 lies none is shown, of true sentences hardly one is lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from advisor.chain import Advisor
from tests.advisor.writing.test_verify import LOST, rows
from tests.model_server import ModelServer, Script

ANSWERS = 200
ASKED = {
    "heavy-and-tractor-trailer-truck-drivers": "truck driver",
    "dental-hygienists": "dental hygienist",
    "accountants-and-auditors": "accountant",
    "firefighters": "firefighter",
    "graphic-designers": "graphic designer",
    "elementary-school-teachers-except-special-education": "elementary school teacher",
    "janitors-and-cleaners-except-maids-and-housekeeping-cleaners": "janitor",
    "computer-programmers": "computer programmer",
    "registered-nurses": "registered nurse",
    "pharmacists": "pharmacist",
    "electricians": "electrician",
    "bakers": "baker",
}
QUESTIONS = (
    "What does a {job} earn?",
    "What are the duties of a {job}?",
    "Which skills does a {job} need?",
    "Which tools does a {job} use?",
    "What are the risks of AI for a {job}?",
    "What is the outlook for a {job}?",
    "What does a {job} do?",
)
PAY = (
    "Half of them earn more than {median} a year",
    "The median pay comes to {median} a year",
    "In the middle of the range, the pay is {median} yearly",
    "The median is {median} a year, while the lowest tenth earn less than {low}",
    "One in ten makes more than {high} a year, and one in ten less than {low}",
    "Typical pay is {median} a year; the best-paid tenth make more than {high}",
    "You would find a median of {median} per year",
    "Pay runs from under {low} for the lowest tenth to over {high} for the highest tenth",
)
GROWTH = (
    "Jobs are expected to {grow} by {percent} percent over the ten years to 2034",
    "Between 2024 and 2034, employment is projected to {grow} by {percent} percent",
    "The projection is that the number of jobs will {grow} {percent}% from 2024 to 2034",
    "From 2024 to 2034 the number of jobs should {grow} by about {percent} percent",
)
FALSE = (
    "The median pay is {money} a year",
    "Half of them earn more than {money} a year",
    "Experienced people make up to {money}",
    "Employment is projected to grow by {percent} percent from 2024 to 2034",
    "Around {percent} percent of these jobs could go to AI",
    "About {count} people work in this job",
    "There are {count} openings a year",
    "You need at least {small} years of training",
    "It takes {small} certificates to get started",
    "By {year}, most of this work will be done by machines",
    "{Word} in ten employers already use AI for this",
    "The pay has gone up by {percent} percent since {year}",
)
INVENTED = (
    "Most of them work with TaskPilot Pro every day",
    "They rely on Zendrix to plan the day",
    "SAP Ariba and Palantir Foundry are the main tools",
    "Veterinarians do the same work for better pay",
    "Many move on to become air traffic controllers",
    "The employer pays for housing and health insurance",
    "You must join a union before you can be hired",
)
_PASSAGE = re.compile(r"^\[(\d+)\] (.*)$", re.M)
_MARKS = re.compile(r" ?(?:\[\d+\])+")


def passages(body: dict[str, Any]) -> dict[int, str]:
    """The numbered passages that a request tells the model."""
    told = str(body["messages"][-1]["content"])
    return {int(number): text for number, text in _PASSAGE.findall(told)}


def true_sentences(told: dict[int, str], job: str, chance: random.Random) -> list[tuple[str, int]]:
    """All that can be said truly of these passages, in a random order, with the number to cite."""
    found = []
    for number, text in told.items():
        if pay := re.search(r"median pay is (\S+) a year; .* less than (\S+), .* more than ([$\d,]+)", text):
            figures = dict(zip(("median", "low", "high"), pay.groups(), strict=True))
            found.append((chance.choice(PAY).format(**figures), number))
        if growth := re.search(r"(grow|fall) by ([\d.]+) percent from 2024 to 2034", text):
            grow, percent = growth.groups()
            found.append((chance.choice(GROWTH).format(grow=grow, percent=percent), number))
    for name in ("true_seen", "true_held_back"):
        for owner, words, sentence in rows(name):
            numbers = sorted(
                (not text.startswith(words), number) for number, text in told.items() if words in text
            )
            if owner == job and numbers:
                found.append((sentence.rstrip("."), numbers[0][1]))
    chance.shuffle(found)
    return found


def false_sentence(told: dict[int, str], job: str, chance: random.Random) -> tuple[str, int]:
    """A lie, and the number of a passage, or of none, that it claims to rest on."""
    known = " ".join(told.values())
    while True:
        figures = {
            "money": f"${chance.randrange(21, 260) * 1000 + chance.choice((0, 250, 510, 730)):,}",
            "percent": f"{chance.randrange(11, 98)}{chance.choice(('', '.5', '.7'))}",
            "count": f"{chance.randrange(2, 900) * 100 + 37:,}",
            "small": str(chance.randrange(3, 9)),
            "year": str(chance.choice((2021, 2027, 2029, 2031, 2040))),
            "Word": chance.choice(("Six", "Seven", "Eight", "Nine")),
        }
        others = [sentence for owner, _, sentence in rows("true_seen") if owner != job]
        lie = chance.choice((*FALSE, *FALSE, *INVENTED, chance.choice(others), chance.choice(others)))
        lie = lie.format(**figures).rstrip(".")
        if not any(number in known for number in re.findall(r"\d[\d,.]*\d", lie)):
            return lie, chance.choice((*told, 99))


def asked(place: int) -> tuple[str, str]:
    """The place-th of all occupations and questions in turn."""
    job = list(ASKED)[place % len(ASKED)]
    return job, QUESTIONS[place // len(ASKED) % len(QUESTIONS)].format(job=ASKED[job])


def shown(text: str) -> str:
    """An answer without its markers, as one line."""
    return " ".join(_MARKS.sub("", text).split())


def play(
    worded: Advisor, server: ModelServer, write: Callable[[dict[int, str], str], str], place: int
) -> Any:
    job, question = asked(place)
    server.model = lambda body, before: Script(write(passages(body), job), size=40)
    return worded.ask(question).answer


def test_of_two_hundred_planted_lies_none_is_shown(worded: Advisor, server: ModelServer) -> None:
    chance = random.Random(20261130)
    planted: list[str] = []

    def write(told: dict[int, str], job: str) -> str:
        lie, number = false_sentence(told, job, chance)
        planted.append(lie)
        true = [f"{sentence} [{at}]." for sentence, at in true_sentences(told, job, chance)[:2]]
        return " ".join((*true[:1], f"{lie} [{number}].", *true[1:]))

    through = []
    for place in range(ANSWERS):
        answer = play(worded, server, write, place)
        text = shown(answer.text)
        if planted[-1] in text:
            through.append((asked(place)[1], planted[-1]))
        assert {one.chunk.profile for one in answer.citations} <= {asked(place)[0]}
    assert len(planted) == ANSWERS
    assert not through


def test_of_two_hundred_true_answers_hardly_a_sentence_is_lost(worded: Advisor, server: ModelServer) -> None:
    chance = random.Random(20261201)
    told_truly: list[str] = []

    def write(told: dict[int, str], job: str) -> str:
        true = true_sentences(told, job, chance)[:4]
        told_truly[:] = [sentence for sentence, _ in true]
        return " ".join(f"{sentence} [{at}]." for sentence, at in true)

    lost, number, answers = [], 0, 0
    for place in range(ANSWERS):
        answer = play(worded, server, write, place)
        text = shown(answer.text)
        number += len(told_truly)
        answers += answer.mode == "model"
        lost += [sentence for sentence in told_truly if sentence not in text]
    print(f"\n{len(lost)} of {number} true sentences lost in {answers} answers", *lost, sep="\n")
    assert answers >= ANSWERS * 0.95
    assert len(lost) <= LOST * number, lost
