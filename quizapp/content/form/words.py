"""The words that the rules of form look for, by language: the one place that has them (FORMAT §7).

Words that are content (*lead*, *suicide*) are in no list: whoever knows them knows the subject. All patterns are for
text in lower case with straight apostrophes, and match whole words.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class WordLists:
    """The patterns of one language. `joins` are the words between two acts, and `ends_question` is its sign."""

    joins: tuple[str, ...]
    reasons: re.Pattern[str]
    asking: re.Pattern[str]
    apology: re.Pattern[str]
    kindness: re.Pattern[str]
    today: re.Pattern[str]
    putting_off: re.Pattern[str]
    open_question: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SPAN = r"(?:day|week|fortnight|month|term|year)s?"

ENGLISH = WordLists(
    joins=("and", "then"),
    reasons=re.compile(r"\b(?:so that|because|in case|since)\b|;"),
    asking=_any(
        r"ask(?:s|ed|ing)?",
        r"f(?:ind|inds|inding|ound) out",
        r"wonder(?:s|ed|ing)?",
        r"listen(?:s|ed|ing)?",
        r"invit(?:e|es|ed|ing)",
        r"want(?:s|ed)? to (?:know|hear|understand)",
        r"like to (?:know|hear|understand)",
        r"hear (?:from|how|what)",
        r"tell (?:me|us)",
        r"let (?:him|her|them) (?:say|tell|choose|decide)",
        r"(?:he|she|they|you) (?:wants?|thinks?|needs?|(?:would|'d) like)",
        r"(?:do|did|would|could|will|are|have|shall|can|is) you",
    ),
    apology=_any(
        r"sorry",
        r"apolog(?:y|ies|ise|ises|ised|ising|ize|izes|ized|izing)",
        r"forgiv(?:e|es|en|ing)",
        r"regret(?:s|ted|ting)?",
        r"(?:my|our) (?:fault|mistake)",
        r"should(?:n't| not)? have",
        r"ought to have",
        r"wish(?:es|ed)? (?:i|we|you)(?:'d| had)",
        r"got (?:it|that|this) wrong",
        r"(?:was|were) wrong",
        r"let (?:you|him|her|them) down",
    ),
    kindness=_any(
        r"kind(?:ly|er|ness)?",
        r"gent(?:le|ly|leness)",
        r"warm(?:ly|th)?",
        r"soft(?:ly)?",
        r"quietly",
        r"calm(?:ly)?",
        r"patient(?:ly)?",
        r"thank(?:s|ed|ing|ful)?",
        r"please",
        r"glad",
        r"brave(?:ly|ry)?",
        r"proud",
        r"matters?",
        r"believ(?:e|es|ed|ing)",
        r"car(?:e|es|ed|ing) (?:about|for)",
        r"comfort(?:s|ed|ing)?",
        r"reassur(?:e|es|ed|ing|ance)",
        r"understand(?:s|ing)?",
        r"support(?:s|ed|ing|ive)?",
        r"together",
        r"(?:stay|stays|stayed|sit|sits|sat|walk|walks|go|goes|be|is) (?:with|beside)",
        r"(?:not|isn't|wasn't) (?:your|his|her|their) fault",
        r"(?:not|isn't|aren't) in trouble",
        r"well done",
        r"take (?:your|his|her|their) time",
        r"here for (?:you|him|her|them)",
    ),
    today=_any(
        r"today",
        r"now",
        r"tonight",
        r"at once",
        r"immediately",
        r"urgent(?:ly)?",
        r"(?:straight|right) away",
        r"straightaway",
        r"without delay",
        r"the same day",
        r"this (?:minute|morning|afternoon|evening|hour|lunchtime|break)",
        r"within (?:the|an) hour",
        r"as soon as",
        r"first",
        r"before (?:you|he|she|they|we) (?:go|goes|leave|leaves)",
        r"before (?:lunch|break|the bell|the end of the day|the day ends|going home)",
    ),
    putting_off=_any(
        r"later",
        r"tomorrow",
        rf"next (?:{_DAY}|{_SPAN}|time|lesson|meeting|visit|appointment)",
        rf"after (?:the )?(?:{_DAY}|weekend|holidays?|half-term|exams?|christmas|easter|meeting|summer)",
        rf"by (?:{_DAY}|half-term|christmas|easter|next)",
        r"wait(?:s|ed|ing)?",
        r"until",
        r"till",
        r"for now",
        r"not yet",
        r"another (?:day|time)",
        rf"in (?:a|an|two|three|four|six|a few|a couple of) {_SPAN}",
        rf"for (?:a|two|three|four|six|a few|a couple of) {_SPAN}",
        rf"(?:a|another) (?:few|couple of) {_SPAN}",
        r"when (?:there is|there's|it suits|things|you have|they are ready|he is ready|she is ready)",
        r"see (?:how|whether|if|what)",
        r"giv(?:e|es|ing) it",
        r"leav(?:e|es|ing) (?:it|that|things)",
        r"let(?:s|ting)? it",
        r"keep(?:s|ing)? an eye",
        r"monitor(?:s|ed|ing)?",
        r"hold(?:s|ing)? off",
        r"put(?:s|ting)? off",
        r"postpon(?:e|es|ed|ing)",
        r"delay(?:s|ed|ing)?",
        r"if it(?:'s| is| gets| becomes| happens) (?:worse|no better|again)",
    ),
    open_question=_any("what", "how", "who", "where"),
)

WORDS = MappingProxyType({"en": ENGLISH})
"""The words of each language that has any. In another only length, place and acts are looked at."""
