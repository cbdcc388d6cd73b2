"""The words by which somebody asks where to go from a job, or tells what they need of the next one."""

from __future__ import annotations

import re

from advisor.understanding.jobs import MASK
from advisor.understanding.wording import ASKS as ASKING
from advisor.words import any_of

_WORK = r"(?:jobs?|work|careers?|occupations?|paths?|trades?|positions?|roles?|fields?|lines? of work)"
_ONE = r"(?:i|we|he|she|they|someone|somebody)"
ASKS = re.compile(
    rf"\bwhat else\b|(?<!than )(?<!with )(?<!to )\bother (?:kinds? of )?{_WORK}\b"
    rf"|\b(?:what|where|which|{_WORK}|options)\b[^.?!]*\b"
    r"(?:(?:mov|switch|transition|chang|pivot)(?:e|ing|ed)? (?:in)?(?:to|as|for)"
    r"|retrain(?:ing|ed)? (?:as|for|to)|(?:go|jump|get|getting|going) into)\b"
    r"|\b(?:career|job) (?:change|switch|move)\b|\bchang(?:e|ing) (?:careers?|jobs?|occupations?)\b"
    rf"|\bwhat (?:else )?(?:can|could) an? {MASK} do\b(?! (?:all|in|on|at|during|with))"
    rf"|\bwhere (?:else )?(?:can|could|should|would|might) (?:{_ONE}|an? {MASK}) (?:\w+ )?"
    r"(?:go|move|switch)\b"
    rf"|\bwhat (?:can|could|should) {_ONE} (?:\w+ )?(?:become|switch|retrain"
    r"|do (?:next|instead|now|without|that (?:is|isn'?t|does|doesn'?t|has|needs?|pays?|won'?t)))\b"
    r"|\bnext (?:job|career)\b|\bwhat'?s next\b"
    rf"|(?<!this )\b{_WORK} (?:\w+ ){{0,3}}?"
    r"(?:(?<!look )(?<!looks )(?<!feel )(?<!feels )like|near|resembl\w+|(?:similar|close|related) to)\b"
    r"|\b(?:similar|related|comparable|alternative|neighbou?ring) (?:\w+ )?"
    r"(?:jobs|work|careers|occupations|trades|paths|roles|lines of work)\b"
    rf"|\bfrom (?:being )?(?:an? )?{MASK} (?:in)?to (?:something|anything|another|some|an? [\w ]*job|work)\b"
    r"|\bmy skills (?:transfer|carry)\b|\b(?:use|using|uses) (?:what i|my (?:skills|experience|background))\b"
)
FROM_THE_JOB = re.compile(
    r"\b(?:i|my|me|we|somebody|someone)\b[^?]*\b(?:move|switch|transition|retrain|go|get into|else)\b"
)
IN_THE_FIELD = re.compile(
    r"\b(?:ai|automation)\b[^?,.]{0,20}\b(?:creat|open)\w*\b|\bnew (?:roles?|frontiers?)\b"
    r"|\bspeciali[sz]e\b"
)
HAS_ONLY = re.compile(
    r"^(?:(?:and|so|well|hi) )*(?:i (?:only |just )?(?:have|got|finished)|i've got|i've) [\w' -]{2,40}\W*$"
)
"""Tells what somebody has, such as their schooling, and nothing else."""
WHERE_TO_START = re.compile(
    r"\b(?:where|how)(?: \w+){0,3} (?:start|begin)\b|\bwhat (?:do|should) i (?:even )?do\b"
)
"""Of whoever lost their job, asks where to go; of others, how to get into a job."""
PERSONAL = re.compile(
    r"\bwhat (?:else )?(?:would|could|might|am) i (?:be )?good (?:at|in|for)\b"
    r"|\bwhat (?:else )?(?:can|could|should|might) i (?:\w+ )?"
    r"(?:switch|move|change|retrain|become|do instead)\b"
    r"|\bwhat (?:else )?(?:can|could|should) (?:i|he|she) do that (?:an? |the )?"
    r"(?:ai|robots?|(?:chat)?bots?|machines?|chatgpt|automation)\b"
    r"|\bwhat(?:'?s| is| would be| could be| might be)? (?:\w+ )?(?:eas(?:y|ier)|gentler?|kinder|lighter)"
    r" on (?:my|his|her|the) "
    rf"|\bwhat (?:[\w-]+ ){{1,3}}{_WORK} (?:can|could|should|might) (?:i|he|she) (?:do|get|try|go for)\b"
    r"|\bwhat(?:'?s| is| would be| else is)? (?:close|near|next|similar) to (?:it|that|this|mine)\b"
    r"|\bnew (?:work|job|career|line of work)\b|\bsomething (?:else|new|different|better)\b"
    rf"|\bwhat (?:would )?(?:fits?|suits?)\b|{MASK} to (?:something|anything)\b"
    r"|(?<!\bthis )\bjob (?:pls|plz|please)\b"
    r"|\b(?:ever|never) again\b|\b(?:need|want|looking for) (?:another|a (?:new|different|better)) job\b"
    r"|\b(?:jobs?|work|something|anything) (?:near|like|close to|similar to)"
    r" (?:mine|this|that|it|what i do)\b"
    r"|\b(?:options|alternatives)\W*$"
    r"|\bwhat(?:'?s| is)(?: there)?(?: left)? for (?:me|us|him|her|them|some(?:one|body) like)\b"
    r"|\b(?:what|now|then) (?:now|what)\W*$|\bwhat do i fall back on\b"
    r"|\b(?:wants?|wanted|get|getting|need) out(?: of (?:it|this|here|there))?"
    r"(?: completely| altogether| entirely)?\W*$"
    r"|\b(?:hates?|sick of|tired of|fed up with|done with) (?:it|my job|this|this job|my work|the job"
    r"|\d+ \w+|the (?:kids|hours|shifts|noise|customers|students|parents|patients|driving|lifting))\b"
    r"|\bi(?:'m|m| am) (?:so |just |totally )?done\b|\bwhere else\b|\b(?:leave|go|move) (?:to|for|into)"
    r" what\b|\bwhat(?:'?s| is| comes) (?:after"
    r"|next)(?: (?:that|this|it))?\b"
    r"|\bwhere i (?:can|could) use\b|\buses? (?:my|his|her) (?:skills|experience|training|background)\b"
    r"|\b(?:where )?my skills (?:still )?(?:count|transfer|carry|are useful)\b"
)
"""What only somebody asks who wants to leave the work that the talk is about."""
UNKNOWABLE = any_of("my town, my city, my state, where i live")
"""Where somebody lives, which no figure or rating here tells anything about."""
ONE_TO_OTHER = re.compile(
    r"\bfrom (?:the )?(?:one|first)(?: one)? (?:in)?to (?:the )?(?:other|second|next)\b"
)
"""Asks for the way between the two jobs that came up last."""
WHAT_ELSE = re.compile(r"\W*(?:(?:and|so|ok|okay|but) )*what else\W*")
WHAT_PAYS = re.compile(
    r"(?:^\W*|[,.;!?] +)(?:(?:and|so|ok|okay|but) )*what (?:else )?pays\b|\buse what (?:i|he|she) knows?\b"
    r"|\b(?:which|what) (?:other )?jobs? (?:\w+ )?pays? (?:about |around |roughly |at least )?"
    r"(?:the same|as much|as well)\b(?! as (?:an?|the)\b)"
)
"""Of somebody whose job is known, asks for work to go to, not for the best paid of all."""
QUESTION = re.compile(rf"(?:^|[,;.] ?)(?:(?:and|but|so|ok|then) )*(?!was an? |am )(?:{ASKING}|whats)\b")
LIMITS = re.compile(
    r"\b(?:need|needs|want|wants|must|have to|has to|keep|at least|no|not|without|can'?t|cannot|only|prefer"
    r"|rather|less|more|hates?|don'?t|dont|bad|ideally|i mean|instead)\b"
)
"""The words of a limit that is only told: "I need to keep 85k"."""
SEEKS = re.compile(
    rf"^(?:(?:an?|my|client|is|a client|:|,) ?)*{MASK}s?[,.]? (?:here[,.]? )?(?:who |with [^,.]{{0,30}} )?"
    r"(?:wants?|wanting|needs?|looking|seeking)\b"
)
"""A job by which somebody is introduced who seeks another: "registered nurse wants work with animals"."""
