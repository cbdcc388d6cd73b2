"""Answers about the person's own résumé: what was found, what changed, how it compares, that it is gone."""

from __future__ import annotations

from advisor.answering import move_parts as parts
from advisor.answering.move_parts import Side
from advisor.answering.survey_rows import value_said
from advisor.citations import Draft, Form, Sentence, numbers_in
from advisor.reskilling.paths import Reskilling
from advisor.resume.resume import AskedResume, Held, Post, Resume
from knowledge import fields
from knowledge.catalog import Catalog
from knowledge.fields import SCHOOLING, Field
from knowledge.profile import AnyEntry, Section

MOST = 12  # Skills, tools or jobs named of one kind.
_LEAD = (
    "This is what I found in your résumé, by names I know. I use it in this conversation only;"
    " nothing of it is"
    ' stored, and "forget my resume" lets it go.'
)
_MEND = (
    'Tell me what is wrong: "I don\'t know Excel", "add forklift". Then ask "what could I move to?",'
    ' or "am I a match?" for a job.'
)
_NOTHING = (
    "I read your résumé and found no past job, skill, tool, language or schooling in it that I know"
    " by name. Tell me"
    ' what you have done, such as "I was a cashier".'
)
_GONE = "Done: I hold no résumé of yours any more, nor anything that was read from it. It was stored nowhere."
_NONE = "I do not know: I hold no résumé of yours, and nothing of an earlier one."
_NO_RESUME = (
    "I hold no résumé of yours to compare. Paste it here, or send it as a file, and name the job it is for."
)
_WHICH = "For which job? Name it, and I compare it with your résumé."
_NO_VERDICT = "This compares words with words; it is no judgement on you, and who is hired, others decide."
_HOW_FAR = {2: "Met", 1: "Partly met", 0: "Not shown"}
_KINDS = (("skill", "Skills"), ("knowledge", "Knowledge"), ("tool", "Tools"), ("language", "Languages"))


def answer_resume(asked: AskedResume, target: str, catalog: Catalog, reskilling: Reskilling | None) -> Draft:
    """What is said of the résumé itself; `target` is the id of the occupation to compare it with."""
    resume = asked.resume
    match asked.what:
        case "forgotten":
            return Draft((Sentence(_GONE),), "chat")
        case "given" if not resume:
            return Draft((Sentence(_NOTHING),), "chat")
        case "match" if not resume:
            return Draft((Sentence(_NO_RESUME),), "clarify")
    if not resume:
        return Draft((Sentence(_NONE),), "chat", abstained=True)
    said: list[Sentence] = []
    if asked.what == "past":
        return Draft(tuple(_past(resume)), "chat")
    if asked.what == "given":
        said = [Sentence(_LEAD), *found_in(resume), Sentence(_MEND, form=Form.NOTE)]
    elif asked.what != "match":
        said = [*_changed(asked), *found_in(resume)]
    if not asked.matched:
        return Draft(tuple(said), "chat")
    if not target:
        return Draft((*said, Sentence(_WHICH)), "clarify", choices=_near(resume, catalog, reskilling))
    compared = _compared(resume, target, catalog, reskilling)
    ends = tuple(dict.fromkeys((target, *([resume.latest] if resume.latest else []))))
    return Draft((*said, *compared), topics=("skills", "experience"), profiles=ends)


def found_in(resume: Resume) -> list[Sentence]:
    """What was found, a kind a line, each with the words that told it."""
    lines = [("Past work", [_of_post(one) for one in resume.posts])]
    lines += [(name, [_of_held(one) for one in resume.held if one.kind == kind]) for kind, name in _KINDS]
    said = [f"{name}: {'; '.join(found[:MOST])}" for name, found in lines if found]
    if resume.schooling:
        said.append(f"Schooling: {resume.schooling.level}{_from_text(resume.schooling.quote)}")
    else:
        said.append("Schooling: none stated")
    return [_computed(text, Form.BULLET) for text in said]


def _of_post(post: Post) -> str:
    years = f", {post.years}" if post.years and post.years not in post.quote else ""
    return f"{post.title}{years}{_from_text(post.quote)}"


def _of_held(held: Held) -> str:
    return f"{held.name}{_from_text(held.quote)}"


def _from_text(quote: str) -> str:
    return f' (from your text: "{quote}")' if quote else " (you told me here)"


def _past(resume: Resume) -> list[Sentence]:
    if not resume.posts:
        return [Sentence("Your résumé names no past job that I know.")]
    first, *others = resume.posts
    text = f"The latest job that I read in your résumé: {_of_post(first)}."
    if others:
        text += f" Before that, or beside it: {'; '.join(map(_of_post, others))}."
    return [_computed(text)]


def _changed(asked: AskedResume) -> list[Sentence]:
    said = []
    if asked.removed:
        said.append(f"Taken off: {', '.join(asked.removed)}.")
    if asked.added:
        said.append(f"Added: {', '.join(dict.fromkeys(asked.added))}.")
    if asked.unknown:
        names = ", ".join(f'"{one}"' for one in asked.unknown)
        said.append(
            f"I know no skill, tool, language or job by the name of {names}, so it would count for nothing."
        )
    return [*map(_computed, said), Sentence("Now I go by this:")]


def _near(resume: Resume, catalog: Catalog, reskilling: Reskilling | None) -> tuple[str, ...]:
    """Titles that may be meant: the likeliest moves from the latest job."""
    latest = catalog.get(resume.latest)
    if not latest or not reskilling or latest.code not in reskilling.moves.place:
        return ()
    return tuple(one.target.title for one in reskilling.rank(latest.code, top=4, held=resume.counted))


def _compared(resume: Resume, target: str, catalog: Catalog, reskilling: Reskilling | None) -> list[Sentence]:
    then = Side.of(target, catalog)
    material = then.material
    skills, tools = (material.profile.entries(home) for home in (Section.SKILLS, Section.TOOLS))
    named = [(Section.SKILLS, one, held) for one in skills if (held := _telling(one, resume))]
    named += [(Section.TOOLS, one, held) for one in tools if (held := _telling(one, resume))]
    found = {one.label for _, one, _ in named}
    missing = [one for one in skills if one.label not in found]
    told = sum(home is Section.SKILLS for home, *_ in named)
    lead = (
        f"{then.title}: your résumé tells of {told} of its {len(skills)} listed skills, and of"
        f" {len(named) - told} of"
        " its tools."
    )
    said = [_computed(lead)]
    said += [
        Sentence(
            f"You have {entry.label}{_from_text(held.quote)}",
            (material.evidence(home, entry),),
            Form.BULLET,
            numbers_in(f"{entry.label} {held.quote}"),
        )
        for home, entry, held in named[:MOST]
    ]
    said += _from_past_work(resume, then, catalog, reskilling)
    if missing:
        names = ", ".join(one.label for one in missing)
        evidence = tuple(material.evidence(Section.SKILLS, one) for one in missing)
        text = f'Not found in your résumé: {names}. If you have it, say so: "add ..."'
        said.append(Sentence(text, evidence, Form.BULLET, numbers_in(text)))
    said += [*_schooling(resume, then), *_experience(resume, then, catalog)]
    return [*said, Sentence(_NO_VERDICT, form=Form.NOTE)]


def _telling(entry: AnyEntry, resume: Resume) -> Held | None:
    """What of the résumé tells of a listed skill or tool; a language tells of Foreign Language."""
    wanted = entry.label.casefold()
    for held in resume.held:
        name = held.name.casefold()
        if name == wanted or (held.kind == "tool" and f" {wanted} ".find(f" {name} ") >= 0):
            return held
        if held.kind == "language" and held.name != "English" and wanted == "foreign language":
            return held
    return None


def _from_past_work(
    resume: Resume, then: Side, catalog: Catalog, reskilling: Reskilling | None
) -> list[Sentence]:
    """What the rated levels of the latest job cover of those of the target, and what they do not."""
    latest = catalog.get(resume.latest)
    if not latest or not reskilling or latest.id == then.id:
        return []
    if not {latest.code, then.code} <= set(reskilling.moves.place):
        return []
    now = Side.of(latest.id, catalog)
    gap = reskilling.gap(now.code, then.code, held=resume.counted)
    rated = parts.skill_parts(now, then, gap, parts.cited(gap))
    lead = _computed(f"By the ratings of your work as {now.title}:")
    return [Sentence("", form=Form.BULLET, cells=(lead, *rated))]


def _schooling(resume: Resume, then: Side) -> list[Sentence]:
    stated, value = resume.schooling, then.value(fields.ENTRY)
    mine = "Your résumé states none"
    if stated:
        mine = f"Your résumé: {stated.level}{_from_text(stated.quote)}"
        if value:
            mine += (
                ", which reaches it"
                if SCHOOLING.index(stated.level) >= value.number
                else ", which is below it"
            )
    return _asked(then, Section.EDUCATION, fields.ENTRY, "Schooling", mine)


def _experience(resume: Resume, then: Side, catalog: Catalog) -> list[Sentence]:
    """What experience is stated, and how far past work of the same family answers it."""
    value = then.value(fields.BACKGROUND)
    if value and not value.number:
        return _asked(then, Section.EXPERIENCE, fields.BACKGROUND, "Experience", "So none has to be shown")
    codes = [(one, profile.code) for one in resume.posts if (profile := catalog.get(one.profile))]
    ranked = [(_kinship(code, then.code), one) for one, code in codes]
    near, post = max(ranked, key=lambda pair: pair[0], default=(0, None))
    if not post:
        mine = "I read no past job in your résumé, so I cannot tell"
    else:
        how = ("of another family of jobs", "of the same family of jobs", "this very occupation")[near]
        mine = f"{_HOW_FAR[near]}, as I read it: your résumé tells of {_of_post(post)}, {how}"
    return _asked(then, Section.EXPERIENCE, fields.BACKGROUND, "Experience", mine)


def _asked(then: Side, section: Section, field: Field, name: str, mine: str) -> list[Sentence]:
    """What is asked, as the figure says it or else in the document's words, and what answers it."""
    entries, value = then.material.profile.entries(section), then.value(field)
    if not entries:
        return []
    if value:
        asks, evidence = value_said(field, value), then.evidence(field)
    else:
        asks = "; ".join(one.quote.rstrip(".") for one in entries[:2])
        evidence = tuple(then.material.evidence(section, one) for one in entries[:2])
    text = f"{name}: {asks}. {mine}"
    return [Sentence(text, evidence, Form.BULLET, numbers_in(text))]


def _kinship(code: str, other: str) -> int:
    """2 for the same occupation, 1 for the same major group of the classification, 0 for none."""
    return 2 if code and code == other else int(bool(code) and code[:2] == other[:2])


def _computed(text: str, form: Form = Form.PLAIN) -> Sentence:
    return Sentence(text, form=form, computed=numbers_in(text))
