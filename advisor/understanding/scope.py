"""Whether a message asks of all occupations, goes on with a list, or is about one job only."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from advisor.ordinals import place_named
from advisor.understanding.jobs import MASK
from advisor.understanding.wording import JOBS, LEAVES_OUT, alternatives
from advisor.words import any_of

SLIP = 85  # rapidfuzz ratio from which a word is taken for a misspelt one of the vocabulary.
MOST_LIKED = 3  # Words of a thing that is liked.
SHORT = 9  # Words of a message that may go on with the list before it.
_SEVERAL = (
    r"(?:jobs|occupations|careers|professions|(?:skilled )?trades|vocations|positions|lines of work|gigs)"
)
_MANY = re.compile(rf"\b{_SEVERAL}\b")
_ONE_OF_ALL = re.compile(rf"\b(?:which|what|any|every|each|top|best|worst)\b(?: [\w$%'-]+){{0,5}} {JOBS}\b")
_WANTED = alternatives(
    "want, need, find, get, looking for, look for, is there, give me, name, show me, suggest, recommend,"
    " know,"
    " what's, whats, what is, search for, searching for, like, some kind of, me"
)
_SOME_JOB = re.compile(
    rf"\b{_WANTED} (?:me )?(?:an?|some|another|the) (?:[\w-]+ ){{0,3}}{JOBS}"
    r" (?:that|which|where|with|paying|without|for|in|u|you|i)\b"
)
_PAID_WORK = re.compile(rf"\b(?:well|good|better|best|high|decent|low)[- ](?:paid|paying) {JOBS}\b")
_WHO_EARNS = re.compile(
    r"(?:^|[.!?,;] )(?:so )?(?:who|what) (?:pays?|earns?|makes?)"
    r" (?:the )?(?:most|best|well|more|over|at least|least|\$?\d)"
    r"|(?:^|[.!?,;] )what(?:'s|s| is) (?:growing|shrinking|dying|paying)\b"
)
_WHAT_TO_BECOME = re.compile(
    r"^(?:so )?what (?:should|could|can|do|would) i (?:become|do|be)\b.*\b(?:if|with|that|to)\b"
)
_ALL_KNOWN = re.compile(
    rf"\b(?:how many|which|what|list|show|name|all)\b.{{0,20}}\b{_SEVERAL}\b"
    r".{0,12}\b(?:you (?:know|have|cover|got)|do you (?:know|have|cover)|are known|covered"
    r"|in (?:your|the) (?:data|database|list))\b"
    rf"|\blist (?:all|every)\b.{{0,12}}\b{_SEVERAL}\b"
)
_HOW_MANY = re.compile(rf"^how many {_SEVERAL}(?: are there)?\W*$")
_ABOUT_IT = re.compile(
    r"^(?:and |but |so |ok |then )*(?:is|are|isn't|was|does|do|will|can|would|has) (?:it|this|that|they|he"
    r"|she|these|those)\b"
)
_WHY = re.compile(
    r"^(?:and |but |so )*(?:why|how come|how do i find|how do you|how can i|what makes|explain)\b"
)
_THIS_JOB = re.compile(
    r"\b(?:this|that|my|your|his|her|their|our|the same) (?:\w+ )?(?:job|role|work|position|occupation)\b"
    r"|(?<!\bon )\bthe (?:job|role|occupation)\b(?! that| with| which| market)"
)
_WITHIN = re.compile(
    r"\b(?:what|how) about (?:the |those )?(?:entry[- ]level|junior|senior|starter|beginner|freelance)"
    r" (?:jobs?|roles?|positions?)\b"
)
_OUR_JOBS = re.compile(r"\b(?:my|your|our|their|people's|everyone's) (?:\w+ )?(?:jobs|careers)\b")
_THAT_FIELD = re.compile(r"\b(?:this|that|the same|my) (?:field|industry|sector|area|line of work)\b")
_NEW_JOBS = re.compile(r"\b(?:create\w*|new (?:\w+ )?(?:jobs|roles|careers)|come out of|look like)\b")
_MOST_NEW = re.compile(
    r"\bmost (?:(?:new|additional) )?(?:jobs|positions|workers)\b|\b(?:number of|by) new jobs\b"
)
_WHO_I_AM = re.compile(
    rf"\b(?:i'?m|i am|i work as|i've been|i have been|i was|currently|as)(?: (?:currently|now|just"
    rf"|working as|only))*"
    rf"(?: an?)? {MASK}\b"
)
_MOVES = re.compile(
    r"\b(?:switch\w*|move|moving|after|become|similar|like|other jobs|next|transition\w*|change to|go to"
    r"|suit\w*)\b"
)
_THAN_IT = (
    rf"\bthan (?:an? |the |my |being |of |for )*(?:{MASK}|that|this(?: one| job)?|mine|it|what i)(?:\W|$)"
)
_THAN_JOB = re.compile(_THAN_IT)
_THAN_NOTHING = re.compile(
    r"\b(?:pays?|earns?|makes?|paying) more\b(?! than)|\b(?:better|higher)[- ](?:paid|paying)\b"
    r"|\bmore money\b"
)
_WHICH = re.compile(
    r"^(?:which|what|who)\b.{0,12}\b(?:need|require|call for|ask for|demand|use|pay|make)s?\b"
)
_OF_ONESELF = re.compile(
    r"\b(?:i|i'm|im|i'd|he|she|he's|she's) (?:\w+ )?"
    r"(?:have|has|likes|loves|enjoys|hates|wants|needs|like|love|enjoy|hate|dislike|speak|know|want|need|prefer|good|can|am|can't|cannot)\b"
    r"|(?:^|[,;:.!] )(?:no|without|want|looking for|like|love|hate|good with|good at)\b"
    r"|\b(?:best|favou?rite) subjects?\b"
)
_LIKING = (
    r"likes?|loves?|enjoys?|interested in|passionate about|(?:good|great) (?:with|at)"
    r"|(?<!move )(?<!moving )(?<!get )(?<!getting )(?<!go )(?<!going )(?<!switch )(?<!change )(?<!look )into"
    r"|(?:best|favou?rite) subjects? (?:is|are|was|were)|degree (?:is |was )?in|studied|studying|student of"
    r"|graduate (?:of|in)|majored in"
    r"|(?:something|anything|jobs?|work),?(?: maybe| perhaps| ideally)? (?:with|about|around)"
)
_NO_LIKING = re.compile(
    r"\b(?:but|hates?|dislikes?|don'?t|doesn'?t|not|no|without|cannot|can'?t|where|that|which|what|who|if|so"
    r"|because|since|though|worst)\b.*"
)
_LEADING = re.compile(
    r"^(?:(?:to|the|my|a|an|any|some|all|working|work|being|be|doing|do|with|really|about|around|kinds? of"
    r"|things?|stuff) )+"
)
_AMOUNT = re.compile(r"(?:\b(?:for|at|over|that|paying|pays?|with)\b )*\$?\d.*")
_LIKES = re.compile(
    r"\b(?:i|i'm|im|i'd|i would|who|he|she|they|son|daughter) (?:really |just |also |always |do )?"
    rf"(?:{_LIKING})\b|\bworking with\b"
    r"|\band (?:really |just |also |always )?(?:likes|loves|enjoys)\b"
    r"|\b(?:is|are|am|'m|im|and|really|very|totally|so|all) into (?!the\b|a\b|an\b|my\b)"
    r"|\b(?:best|favou?rite) subjects?\b|\bmy degree\b|\b(?:i|he|she) (?:studied|majored)\b"
    r"|\b(?:i am|i'm|im|is) (?:an? )?(?:\w+ )?(?:student of|graduate (?:of|in)|studying)\b"
    r"|\b(?:i|he|she) stud(?:y|ies)\b"
)
_LIKED = re.compile(rf"\b(?:{_LIKING})\s+(?P<what>[^.,;:?!]+)", re.I)
_WORK_WITH = re.compile(
    r"\b(?:something|anything|jobs?|work) (?:with|about|around|involving) (?:the |my )?"
    r"(?P<what>[a-z][a-z ]{2,30})\W*$"
)
_DENIES = re.compile(r"\b(?:don'?t|dont|not|no|never|without|nothing)\b")
_IN_FIELD = re.compile(
    r"\b(?:jobs?|careers?|work|positions?|something) (?:\w+ )?(?:in|involving|related to|around"
    r"|to do with) (?:the )?"
    r"(?P<field>(?!high\b|demand\b|my\b|this\b|that\b|it\b|general\b)[a-z]+(?: (?!that\b|which\b|with"
    r"|for\b|i\b|and\b|or\b|but\b"
    r"|where\b|who\b)[a-z]+)?)",
)
_ENDS = any_of(
    "not exist, no longer exist, won't exist, disappear*, vanish*, die, die out, dying, gone, go away,"
    " going away, extinct, obsolete, not be around, won't be around, doomed"
)
_SHARE_OF_ALL = re.compile(
    r"\b(?:half|most|a third|a quarter|three quarters|\d+ ?(?:%|percent|per cent)|all) of (?:all |the "
    r"|our |these |white[- ]collar )*"
    r"(?:jobs|occupations|workers|workforce|people|us)\b"
)
_GO = any_of(
    "gone, go away, disappear*, vanish*, automated, replace*, lost, lose, taken, take over, taken over,"
    " eliminat*"
)
_OF_A_PERSON = any_of("adhd, autis*, disab*, visa, felon*, criminal record, introvert*, extrovert*")
_FOR_ONESELF = re.compile(
    r"\bwhat (?:else |kind of (?:work|jobs?) |jobs? |work |careers? )?(?:could|can|should|would|do"
    r"|might) (?:i|you|he|she|they|there)\b"
    r"|\bwhich (?:jobs?|work|careers?)\b|\bwhere (?:could|can|should) i\b"
    r"|\b(?:suits?|suited|fits?|right|good) (?:to |for )?(?:me|him|her|someone|somebody)\b"
    r"|\bany (?:ideas|suggestions|jobs?|work)\b|\b(?:suggest|recommend)\w*\b"
    r"|\bwhat(?:'s| is) (?:there|out there) for me\b"
    r"|\bwhat jobs?\b"
)
_I_WANT = re.compile(r"\bi(?:'d| would)? (?:want|need|like|love) to (?:\w+ ){0,6}(?:earn|make)\b")
_WHICH_OF_TWO = re.compile(r"^(?:and |so )?(?:is|are|was) (?:that|this|those|it|the)\b.* or \b")
"""Asks what a figure is, "is that 55k median or start", and sets no further limit."""
_GOES_ON = re.compile(
    r"^(?:and|or|but|ok(?:ay)?|now|only|just|what about|how about|what if|sort|order|rank|show|next|more"
    r"|those|from (?:those|these|them)|of (?:these|them)|among"
    r"|remove the limit|forget|drop|which of|of those|same|then|with|without|the ones|how many"
    r"|make it|reverse|not|no)\b"
)
_OF_THOSE = re.compile(
    r"^(?:(?:and|but|so|ok|okay|now|then) )*"
    rf"(?:(?:of|from|out of|among) (?:all )?(?:those|these|them)|just|only|{LEAVES_OUT})\b"
)
_IT = re.compile(r"\bit\b")
_OF_IT = re.compile(r"\b(?:it|its|it's|they|their|this|that|there|job)\b")
_ONE_OF_THEM = re.compile(r"\b(?:the|that|this) (?:\w+ ){0,3}one\b")
_FURTHER = re.compile(r"\b(?:next|more|another|further|rest|continue|go on)\b")
_COUNTS = re.compile(
    r"\bhow many\b(?! people| workers| years| hours)"
    r"|\bnumber of (?:jobs|occupations|careers|those|them)\b|\bcount\b"
)
_BEST = re.compile(r"\b(?:best|top|right|perfect|ideal|coolest|worst)\b")
_VOCABULARY = frozenset(
    "highest paying lowest salary salaries growing growth shrinking declining opening openings occupation"
    " occupations career careers profession professions degree degrees college bachelor bachelors exposure"
    " automation experience training apprenticeship education fastest without healthcare construction".split()
)


def spelt(text: str) -> str:
    """The text in lower case, misspelt words of the vocabulary put right."""

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 5 or word in _VOCABULARY:
            return word
        best = process.extractOne(word, _VOCABULARY, scorer=fuzz.ratio, score_cutoff=SLIP)
        return best[0] if best and abs(len(best[0]) - len(word)) <= 1 else word

    return re.sub(r"[a-z]+", mend, text.lower().replace("’", "'"))


def compares(words: str) -> bool:
    """Whether it wants more, or less, than one job has: "than a nurse", "that pay more"."""
    return bool(_THAN_JOB.search(words)) or (bool(_THAN_NOTHING.search(words)) and " than " not in words)


def asks_all(words: str) -> bool:
    """Whether the words ask of occupations in general; what is masked was named."""
    if is_all_known(words):
        return True
    of_new_roles = _NEW_JOBS.search(words) and not _MOST_NEW.search(words)
    if _WHY.search(words) or _ABOUT_IT.search(words) or of_new_roles:
        return False
    aside = _OUR_JOBS.sub(" ", _THAN_JOB.sub(" ", words))
    if is_own(words) and not _MOVES.search(aside):
        aside = _WHO_I_AM.sub(" ", aside)
    if MASK in aside or _THIS_JOB.search(aside):
        return False
    patterns = (_MANY, _ONE_OF_ALL, _SOME_JOB, _PAID_WORK, _WHO_EARNS, _WHAT_TO_BECOME)
    return any(pattern.search(aside) for pattern in patterns)


def names_jobs(words: str) -> bool:
    """Whether the words ask of jobs in general by such a word: "which jobs pay more"."""
    return bool(_MANY.search(words) or _ONE_OF_ALL.search(words))


def is_within(words: str) -> bool:
    """Whether the jobs that the words ask about are positions within an occupation."""
    return bool(_WITHIN.search(words))


def asks_which(words: str) -> bool:
    """Whether the words ask which do something without saying of what: "which need a degree"."""
    return bool(_WHICH.search(words) or (_I_WANT.search(words) and MASK not in words))


def tells_of_oneself(words: str) -> bool:
    """Whether the words tell what someone has, can or likes: "I have a diploma and like ..."."""
    return tells_what_one_likes(words) and "?" not in words


def tells_what_one_likes(words: str) -> bool:
    """Whether the words tell what someone has, can, likes or hates, and name no job."""
    return bool(_OF_ONESELF.search(words) or _LIKES.search(words)) and MASK not in words


def is_of_the_end(words: str) -> bool:
    """Whether the words ask what is going away, as against what stays or comes."""
    return bool(_ENDS.search(words))


def likes_something(text: str) -> bool:
    """Whether a text tells what somebody likes: "I love boats", "working with old people"."""
    return bool(_LIKES.search(text.lower().replace("’", "'")))


def liked_in(text: str) -> str:
    """What a text says that somebody likes, in its own words; empty where it does not."""
    found = _LIKED.search(text) if likes_something(text) else None
    return found["what"].strip() if found else ""


def likings(text: str) -> tuple[str, ...]:
    """Each thing that a text says somebody likes, or wants work with, in its own words: "boats"."""
    said = (_NO_LIKING.sub("", found["what"]) for found in _LIKED.finditer(text.lower().replace("’", "'")))
    parts = (part.strip() for one in said for part in re.split(r"\band\b|\bor\b|/|&", one))
    told = (_AMOUNT.sub("", _LEADING.sub("", part)).strip() for part in parts)
    return tuple(dict.fromkeys(one for one in told if one and len(one.split()) <= MOST_LIKED))


def work_with(text: str) -> str:
    """What a text wants work with, in its own words: "anything with games"; empty where it names nothing."""
    found = _WORK_WITH.search(text.lower())
    is_wanted = found and not _DENIES.search(text[: found.start()].lower())
    return found["what"].strip() if found and is_wanted else ""


def field_named(text: str) -> str:
    """The field that a text asks for jobs in, such as "renewable energy"; empty where it names none."""
    found = _IN_FIELD.search(text)
    return found["field"] if found else ""


def is_of_new_work(text: str) -> bool:
    """Whether a text tells what work is wanted by a liking or a field, whatever was talked about before."""
    return likes_something(text) or bool(field_named(text))


def share_of_all(words: str) -> str:
    """The share of all jobs that somebody says will go, in their words; empty where none is named."""
    found = _SHARE_OF_ALL.search(words) if _GO.search(words) else None
    return found[0] if found else ""


def is_of_a_person(wish: str) -> bool:
    """Whether a wish tells of the person, not of the work wanted."""
    return bool(_OF_A_PERSON.fullmatch(wish))


def asks_for_oneself(words: str) -> bool:
    """Whether the words ask what work there is for the person: "what could I do", "which jobs suit me"."""
    return bool(_FOR_ONESELF.search(words))


def is_own(words: str) -> bool:
    """Whether the job named is the one of the person who asks."""
    return bool(_WHO_I_AM.search(words))


def asks_how_many(words: str) -> bool:
    """Whether the words ask how many jobs there are, which may be of one occupation as well."""
    return bool(_HOW_MANY.search(words))


def is_all_known(words: str) -> bool:
    return bool(_ALL_KNOWN.search(words)) or asks_how_many(words)


def goes_on(words: str, *, picked: bool) -> bool:
    """Whether the words go on with the list before; `picked` when one of its occupations is talked about."""
    if not (_GOES_ON.search(words) or len(words.split()) <= SHORT):
        return False
    if _WHY.search(words) or _WHICH_OF_TWO.search(words) or (picked and _OF_IT.search(words)):
        return False
    of_one = place_named(words) is not None or _ONE_OF_THEM.search(words) or _THIS_JOB.search(words)
    return not of_one and (MASK not in words or compares(words))


def of_those(words: str) -> bool:
    """Whether the words begin with what only a list shown before can be meant by: "of those", "leave out"."""
    return bool(_OF_THOSE.search(words))


def of_it(words: str) -> bool:
    """Whether the words speak of one that was just told: "it"."""
    return bool(_IT.search(words))


def of_that_field(words: str) -> bool:
    return bool(_THAT_FIELD.search(words))


def goes_further(words: str) -> bool:
    return bool(_FURTHER.search(words))


def counts(words: str) -> bool:
    return bool(_COUNTS.search(words))


def best_of_what(words: str) -> str:
    """The word of a superlative: "best", for one that does not say in what."""
    found = _BEST.search(words)
    return found[0] if found else ""
