"""The grounded composer: a direct answer from the profile's fields, without any language model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from advisor.answering.absent import answer_blank, answer_uncovered
from advisor.answering.aim import Aim, asks_for_one, take_aim
from advisor.answering.change import answer_change
from advisor.answering.claimed_rank import answer_rank
from advisor.answering.comparison import MOST as MOST_COMPARED
from advisor.answering.elsewhere import filed_under, found_elsewhere, listed_elsewhere, told_where
from advisor.answering.exposure import with_exposure_note
from advisor.answering.foreign import answer_in
from advisor.answering.length import answer_length, answer_paid_training
from advisor.answering.lists import NAMES, answer_list
from advisor.answering.material import Material
from advisor.answering.move_parts import Side
from advisor.answering.moves import answer_moves, which_start
from advisor.answering.notes import answer_note
from advisor.answering.outlook import answer_ai_effect, answer_outlook, sentences_of, speaks_of_ai
from advisor.answering.overview import answer_overview
from advisor.answering.pay import NO_STARTING_PAY, answer_pay, lacks_starting_pay, pay_summary
from advisor.answering.phrases import named, phrases, quoted, reply, switched, unknown_job, which_job
from advisor.answering.plan import answer_plan
from advisor.answering.published import (
    answer_all_sources,
    answer_exposure,
    answer_sources,
    exposure_stated,
    stated_by_name,
    with_published,
)
from advisor.answering.rated import answer_near, answer_rated
from advisor.answering.requirements import answer_education, answer_experience
from advisor.answering.resume import answer_resume
from advisor.answering.shown import entries_shown, views
from advisor.answering.side_by_side import side_by_side
from advisor.answering.software import answer_software, may_name_software
from advisor.answering.stay_or_leave import answer_way, way_asked
from advisor.answering.strains import answer_strains
from advisor.answering.sureness import answers_anyway, comes_near, is_answered, is_guesswork, is_meant
from advisor.answering.survey import answer_survey
from advisor.answering.where_from import answer_where_from
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.question import AskedMoves, Focus, Question
from advisor.reskilling.paths import Reskilling
from advisor.resume.resume import AskedResume
from advisor.understanding.named import said_for_tools
from knowledge.catalog import Catalog
from knowledge.chunk import Passage
from knowledge.fields import CHANGE
from knowledge.profile import Profile, Section, Statement

ALSO = 0.5  # Score from which an entry of another section is worth showing as well.
BOTH = 0.4  # Topic share from which a yes-or-no question is answered for a second topic too.
OF_A_ROLE = 0.25  # Topic share from which something is asked of a role that is pointed at.
SOME_CHANCE = 0.15  # Score from which an entry is worth showing beside a rating.
MOST_TOPICS = 3
_OF_AI = re.compile(r"\bai\b|\bartificial\b|\bautomation\b|\bchat ?(?:gpt|bots?)\b", re.I)
_PAY = re.compile(r"\b(?:pay|pays|paid|earns?|salary|wages?)\b", re.I)
_OF_ENTRIES = ("compare", "yes_no", "why", "define")
_OF_RATINGS = ("yes_no", "fact", "why", "compare")
_RATED = frozenset(("responsibilities", "skills", "summary", "fitness", "workplace", "wellbeing"))
_PLANNED = frozenset(("education", "experience", "overview", "next_jobs", "summary", "new_frontiers"))
# What a profile states of its occupation, never of a role that it only mentions.
_OF_THE_JOB_ONLY = frozenset(
    ("salary", "education", "experience", "outlook", "pay_detail", "training", "hiring_process")
)


class GroundedComposer:
    """Drafts answers from parsed fields; what is not there is said to be not there."""

    def __init__(self, catalog: Catalog, *, mode: str = "grounded") -> None:
        self._catalog = catalog
        self.mode = mode
        """"grounded", or "words" when questions are read and answers found by words alone."""

    def draft(self, question: Question, passages: Sequence[Passage], focus: Focus) -> Draft:
        words = phrases(question.language)
        titles = [profile.title for profile in self._catalog]
        if question.resume:
            return self._about_resume(question, question.resume, passages, focus)
        if question.intent not in ("question", "switch"):
            return reply(words, question, titles)
        if question.note:
            return answer_note(question.note, words.topic_names(question.untold))
        if question.moves:
            return self._moves(question, question.moves)
        if question.of_all:
            return answer_survey(question.of_all, self._catalog)
        if "provenance" in question.uncovered and not question.profiles and self._catalog.tables:
            return answer_all_sources(self._catalog.tables)
        if question.choices:
            named_so = [found.title for name in question.choices if (found := self._catalog.get(name))]
            return which_job(words, named_so, likely=True)
        profiles = [found for name in question.profiles if (found := self._catalog.get(name))]
        if not profiles and question.other_jobs:
            near = [found.title for name in question.nearest if (found := self._catalog.get(name))]
            return unknown_job(words, question.other_jobs, near or titles)
        if not profiles and self.reskilling and question.topics[:1] == ("next_jobs",):
            return which_start(self._catalog)
        if not profiles:
            return which_job(words, titles)
        if question.intent == "switch":
            return switched(words, profiles[0])
        material = Material.of(profiles[0], self._catalog.chunks(profiles[0].id), passages)
        if question.is_of_sources and (told := self._where_from(question, material, focus)):
            return told
        if len(profiles) > 1 and (self.reskilling or question.topics[:1] != ("next_jobs",)):
            return with_exposure_note(self._compared(question, profiles, passages, focus), question.text)
        aim = take_aim(question, material, focus)
        foreign = question.language != "en"
        draft = (
            answer_in(words, question, material, aim) if foreign else self._drafted(question, material, aim)
        )
        draft = replace(draft, sentences=(*draft.sentences, *self._assumed(question)))
        draft = replace(draft, shown=draft.shown or entries_shown(draft.sentences, material))
        if foreign:
            return draft
        draft = replace(draft, sentences=(*draft.sentences, *views(draft.sentences, material)))
        if question.other_jobs:
            note = named(words.no_profile_for, job=quoted(question.other_jobs), form=Form.NOTE)
            draft = replace(draft, sentences=(*draft.sentences, note), abstained=True)
        return with_exposure_note(draft, question.text)

    def _about_resume(
        self, question: Question, asked: AskedResume, passages: Sequence[Passage], focus: Focus
    ) -> Draft:
        """What is said of the résumé, and then what else is asked."""
        target = question.profiles[0] if asked.matched and question.profiles else ""
        said = answer_resume(asked, target, self._catalog, self.reskilling)
        if not asked.goes_on:
            return said
        rest = self.draft(replace(question, resume=None), passages, focus)
        return replace(rest, sentences=(*said.sentences, *rest.sentences))

    def _moves(self, question: Question, asked: AskedMoves) -> Draft:
        assert self.reskilling
        roles = Section.NEW_FRONTIERS.value in question.topics
        draft = answer_moves(asked, self._catalog, self.reskilling, roles=roles)
        return replace(draft, sentences=(*draft.sentences, *self._assumed(question)))

    def _where_from(self, question: Question, material: Material, focus: Focus) -> Draft | None:
        tables = self._catalog.tables
        return answer_where_from(material, focus.topics, tables, question.text) if tables else None

    @cached_property
    def reskilling(self) -> Reskilling | None:
        """Moves between all occupations, where figures are used."""
        tables = self._catalog.tables
        return Reskilling(tables, self._catalog.traits) if tables else None

    def _drafted(self, question: Question, material: Material, aim: Aim) -> Draft:
        abstained = False
        asked = question
        question, aim = with_published(question, material, aim)
        side = Side(self._catalog, material)
        if training := answer_length(asked, side) or answer_paid_training(asked, side):
            return training
        if way_said := way_asked(question.text):
            return answer_way(way_said, side)
        if question.figure == CHANGE and (more := answer_change(side, question.text)):
            return more
        if claimed := answer_rank(question, side):
            return claimed
        if stated := stated_by_name(question, material):
            return Draft(tuple(stated), topics=question.topics[:1])
        if software := self._of_software(question, material):
            return Draft(tuple(software), topics=(Section.TOOLS.value,))
        sentences = comes_near(asked, question)
        if role := _role_asked_about(question, aim):
            return self._about_role(question, material, role)
        sources = answer_sources(material) if "provenance" in question.uncovered else []
        if sources:
            rest = tuple(topic for topic in question.uncovered if topic != "provenance")
            if not rest and not question.topics:
                asked_of = exposure_stated(question, material)
                return Draft((*asked_of, *sources), topics=("provenance",))
            question = replace(question, uncovered=rest)
        rated = self._rated(question, material, aim)
        answered = is_answered(aim)
        if rated and not answered:
            said = (*rated, *_nearest_said(material, aim))
            return Draft(said, topics=question.topics[:1] or question.uncovered[:1])
        if question.uncovered and not answers_anyway(question, aim):
            names = phrases("en").topic_names(question.uncovered)
            sentences += answer_uncovered(names, question.uncovered, material, aim)
            sentences += answer_near(question, material, self._catalog.traits) if self._catalog.traits else []
            abstained = True
        covered = [topic for topic in aim.topics if topic not in question.uncovered]
        if question.kind == "plan" and covered and not abstained and covered[0] in _PLANNED:
            return Draft(tuple(answer_plan(material, aim, question.budget)), topics=tuple(covered[:2]))
        if question.kind == "yes_no":
            shares = question.topic_shares
            least = min(BOTH, shares.get(covered[0], BOTH)) if covered else BOTH
            covered = covered[:1] + [one for one in covered[1:] if shares.get(one, 0.0) >= least]
        if abstained and (is_guesswork(question, covered) or (rated and not question.topics)):
            covered = []  # What no section holds is told by the rating, and by no skill of like words.
        if not (rated or abstained or answered or question.is_followup) and is_guesswork(question, covered):
            unsure = Sentence("I am not sure that I read this right, so here is the job as a whole:")
            return Draft((unsure, *answer_overview(material)), topics=("overview",))
        if home := filed_under(question, material):
            return Draft(tuple(told_where(material, *home)), topics=(home[0].value,))
        for place, topic in enumerate(covered[:MOST_TOPICS]):
            if rated and question.kind == "yes_no" and not is_meant(topic, aim):
                continue  # The rating answers; a list without it would only contradict.
            part, missing = self._part(topic, question, material, aim)
            if missing and place and sentences:
                continue  # A blank heading is worth a word only when it is what is asked.
            if abstained and topic == "salary":
                part = pay_summary(material)
            told = {(one.text, one.evidence) for one in sentences}
            sentences += [one for one in part if (one.text, one.evidence) not in told]
            abstained = abstained or missing
        rated = self._rated(question, material, aim, with_verdict=not sentences)
        sentences += [*sources, *rated]
        if not sentences:
            return self._nothing_found(material, aim)
        return Draft(
            (*sentences, *_also(question, sentences, material, aim)),
            abstained=abstained,
            topics=tuple(covered[:MOST_TOPICS]),
        )

    def _of_software(self, question: Question, material: Material) -> list[Sentence]:
        tables = self._catalog.tables
        if not tables or not may_name_software(question):
            return []
        return answer_software(question, material, tables, self._programs)

    @cached_property
    def _programs(self) -> Mapping[str, str]:
        """The full names of the programs that many employers name, by what people call them."""
        tables = self._catalog.tables
        return said_for_tools(one.name for one in tables.programs() if one.hot) if tables else {}

    def _rated(
        self, question: Question, material: Material, aim: Aim, *, with_verdict: bool = True
    ) -> list[Sentence]:
        """What published ratings tell of just what is asked, where they are used."""
        traits = self._catalog.traits
        asks = question.kind in _OF_RATINGS and {*question.uncovered, *aim.topics} <= _RATED
        if not (traits and asks):
            return []
        return answer_rated(question, material, traits, with_verdict=with_verdict)

    def _part(
        self, topic: str, question: Question, material: Material, aim: Aim
    ) -> tuple[list[Sentence], bool]:
        """The sentences for one topic, and whether they say that it is not in the profile."""
        profile = material.profile
        match topic:
            case "overview":
                return answer_overview(material), False
            case "ai_effect":
                return answer_ai_effect(question, material), not speaks_of_ai(material)
            case "next_jobs":
                return self._next_jobs(question, material, aim), False
        section = Section(topic)
        if not profile.entries(section):
            traits, of_ai = self._catalog.traits, _OF_AI.search(question.search_text)
            if (
                section is Section.RISKS
                and traits
                and not of_ai
                and (said := answer_strains(material, traits))
            ):
                return said, False
            return answer_blank(material, section), True
        if section is Section.MARKET_DEMAND:  # How many are wanted, and whether they will be more.
            return [*sentences_of(material, section), *sentences_of(material, Section.OUTLOOK)], False
        if section in NAMES:
            meant = aim.entries.get(section, ())
            if question.kind == "compare" and len(aim.topics) > 1:
                meant = ()
            if question.kind == "yes_no" and (found := found_elsewhere(question, material, section, aim)):
                return listed_elsewhere(material, section, *found), False
            pointed_at = section in aim.referred or (bool(meant) and asks_for_one(question))
            return answer_list(question, material, section, meant, pointed_at=pointed_at), False
        match section:
            case Section.SALARY:
                said = answer_pay(question, material)
                starts = lacks_starting_pay(question, material)
                return [*([Sentence(NO_STARTING_PAY)] if starts else []), *said], starts
            case Section.EDUCATION:
                facts = self._catalog.tables.get(profile.code) if self._catalog.tables else None
                return answer_education(question, material, facts), False
            case Section.EXPERIENCE:
                return answer_experience(question, material), False
            case Section.OUTLOOK:
                return answer_outlook(question, material), False
            case Section.AI_INTEGRATION:
                return answer_exposure(material), False
            case _:
                return sentences_of(material, section), False

    def _next_jobs(self, question: Question, material: Material, aim: Aim) -> list[Sentence]:
        roles = answer_list(question, material, Section.NEW_FRONTIERS, ()) if (
            material.profile.entries(Section.NEW_FRONTIERS)
        ) else []  # fmt: skip
        others = [one.title for one in self._catalog if one.id != material.profile.id]
        if self.reskilling:
            note = "Where to go from it: ask what else you could do, and I show moves with pay and outlook."
        elif others:
            note = f"I also have profiles for: {', '.join(others[:12])}."
        else:
            note = "This is the only profile I have, so I cannot compare it with other occupations."
        return [*roles, Sentence(note, form=Form.NOTE, computed=numbers_in(note))]

    def _about_role(self, question: Question, material: Material, role: Statement) -> Draft:
        """A role of the future is described in one line; what else is asked of it is not there."""
        names = phrases("en").topic_names((*question.topics, *question.uncovered)[:2])
        evidence = (material.evidence(Section.NEW_FRONTIERS, role),)
        said = (
            Sentence(f"The profile does not give {' or '.join(names)} for that role."),
            Sentence("All it says of the role:"),
            Sentence(role.text, evidence, Form.BULLET),
        )
        shown = (material.chunk_id(Section.NEW_FRONTIERS, role),)
        return Draft(said, abstained=True, topics=question.topics[:1], shown=shown)

    def _nothing_found(self, material: Material, aim: Aim) -> Draft:
        lead = Sentence("I do not find that in the profile.")
        near = [material.bullet(section, entry) for section, entry, score in aim.nearest[:2] if score > 0.4]
        said = (Sentence("The closest it comes:"), *near) if near else ()
        return Draft((lead, *said), abstained=True)

    def _compared(
        self,
        question: Question,
        profiles: list[Profile],
        passages: Sequence[Passage],
        focus: Focus,
    ) -> Draft:
        """Side by side in a table where fields tell it, else answered for one after the other."""
        question = replace(question, kind="fact")  # Each is told, not compared within itself.
        materials = [
            Material.of(one, self._catalog.chunks(one.id), passages) for one in profiles[:MOST_COMPARED]
        ]
        named = tuple(one.profile.id for one in materials)
        if found := side_by_side(question, materials, self._catalog, own=question.own or focus.own):
            said = (*found.sentences, *self._assumed(question))
            return replace(found, sentences=said, profiles=named)
        sentences: list[Sentence] = []
        for material in materials:
            title = material.profile.title
            aim = take_aim(question, material, focus)
            sentences.append(Sentence(f"{title}:", computed=numbers_in(title)))
            for topic in aim.topics[:2] or ("overview",):
                sentences += self._part(topic, question, material, aim)[0]
        return Draft((*sentences, *self._assumed(question)), profiles=named)

    def _assumed(self, question: Question) -> list[Sentence]:
        """Which occupation a name that fits several, or the whole message, was taken for."""
        words = phrases(question.language)
        taken = [(text, found) for text, name in question.assumed if (found := self._catalog.get(name))]
        if len(taken) > 1 and len({found.id for _, found in taken}) == 1:
            called = quoted([text for text, _ in taken])
            return [named(words.same_job, job=called, title=taken[0][1].title, form=Form.NOTE)]
        return [
            named(
                words.took_for if text else words.guessed, job=f'"{text}"', title=found.title, form=Form.NOTE
            )
            for text, found in taken
        ]


def _nearest_said(material: Material, aim: Aim) -> list[Sentence]:
    """What the profile says that comes near, where nothing in it surely answers."""
    near = [material.bullet(home, entry) for home, entry, score in aim.nearest[:2] if score >= SOME_CHANCE]
    return [Sentence("The closest in the profile:"), *near] if near else []


def _also(question: Question, sentences: list[Sentence], material: Material, aim: Aim) -> list[Sentence]:
    """Entries of other lists that come near to a question about one list's entries."""
    if question.kind not in _OF_ENTRIES or aim.topics[:1] not in {(home.value,) for home in NAMES}:
        return []
    said = {evidence.quote for sentence in sentences for evidence in sentence.evidence}
    near = [
        material.bullet(section, entry)
        for section, entry, score in aim.nearest[:4]
        if score >= ALSO and entry.quote not in said and section.value not in aim.topics
    ][:2]
    return [Sentence("Also in the profile:"), *near] if near else []


def _role_asked_about(question: Question, aim: Aim) -> Statement | None:
    """The role of the future that a follow-up asks pay or requirements of, if it does."""
    roles = aim.referred.get(Section.NEW_FRONTIERS, ())
    asked = {name for name in _OF_THE_JOB_ONLY if question.topic_shares.get(name, 0.0) >= OF_A_ROLE}
    asked |= {"salary"} if _PAY.search(question.text) else set()
    if len(roles) == 1 and asked and isinstance(roles[0], Statement):
        return roles[0]
    return None
