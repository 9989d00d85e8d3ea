"""Every diagnostic code: how much it matters, and its cause in one sentence. The single list (FORMAT §6).

It says so for whoever finds it: reading, the checks of content, the walk of the engine. A new code is one line here,
what finds it, and two cases in tests/content/cases.
"""

from dataclasses import dataclass

from quizapp.model.diagnostics import Diagnostic, Severity, Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its severity and its cause: one plain sentence, as the trainers' manual says it."""

    name: str
    severity: Severity
    cause: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_IN_A_LINE = (
    # The file as a whole
    Rule("not-text", _E, "The file is not plain UTF-8 text, or holds a character that cannot be shown."),
    Rule("too-large", _E, "The file is larger than 256 kB."),
    Rule("bad-file-name", _E, "A file or folder has a name that is not small letters, digits and single hyphens."),
    Rule("not-readable", _E, "A file cannot be opened: it is missing, is a link to another place, or may not be read."),
    Rule("nothing-read", _E, "Nothing was read: what was named is not there, or holds nothing that is read."),
    Rule("unread-file", _W, "A file lies where nobody reads it, or has a name or an ending that nobody reads."),
    Rule("too-slow", _E, "The text takes too long to work through, mostly through a very long run of one sign."),
    Rule("empty-file", _E, "There is nothing in the file."),
    Rule("wrong-place", _E, "The file holds another kind of thing than is read where it lies, or under its name."),
    Rule("unclosed-comment", _E, "A comment is opened with <!-- and never closed with -->."),
    Rule("no-front-matter", _E, "The file does not begin with settings between two lines of ---."),
    Rule("not-key-text", _E, "A line of the settings, or a note, is not written as `key: text`."),
    Rule("unknown-key", _E, "A setting, key line or note has a name that the format does not know."),
    Rule("duplicate-key", _E, "The same setting, key line or note is given twice."),
    Rule("missing-key", _E, "A setting, key line or note that is required is missing or empty."),
    Rule("bad-value", _E, "A value is not written in the way that its key asks for."),
    Rule("bad-date", _E, "A date is not a real day written as YYYY-MM-DD."),
    Rule("number-out-of-range", _E, "A number is smaller or larger than it may be."),
    Rule("no-title", _E, "The file has no `# Title` line."),
    Rule("second-title", _E, "The file has more than one `# Title` line."),
    Rule("duplicate-heading", _E, "Two headings of a file make the same anchor, so a link could not tell them apart."),
    Rule("empty-heading", _E, "A heading has no words that could make an anchor."),
    Rule("misplaced-heading", _E, "A heading is of a level, or written in a way, that is not used here."),
    # Text
    Rule("html", _E, "The text has an HTML tag in it, and only Markdown is allowed."),
    Rule("image", _E, "The text has an image in it, and images are not in this format yet."),
    Rule("unsafe-link", _E, "A link in the text leads to something other than http, https, mailto, tel or sms."),
    Rule(
        "nearly-link", _E, "Something is nearly a link: a space between the brackets, a curly quote, a missing bracket."
    ),
    Rule("unknown-insert", _E, "A local insert in double braces has a name that is not on the list."),
    Rule("stray-text", _E, "Text stands where it would never be shown."),
    Rule(
        "bad-indent", _E, "A note is not indented by 2 to 4 spaces under its choice or option, or a list goes too deep."
    ),
    Rule("bad-bullet", _E, "A choice, an option, a note or an item of a list does not begin with `- `."),
    Rule(
        "stray-rule", _W, "A line of hyphens or stars stands between two passages or questions, where none is needed."
    ),
    # Ids
    Rule("no-briefing", _E, "The module has no readable briefing.md, so ids cannot be looked up."),
    Rule("unknown-id", _E, "An id is not in the module's briefing."),
    Rule(
        "wrong-kind",
        _E,
        "An id is in the briefing but of another kind: a risk factor is marked, or a point is given as a risk.",
    ),
    Rule("duplicate-id", _E, "The same id is given twice."),
    Rule("bad-id", _E, "An id is not made of small letters, digits and hyphens."),
    # Briefings
    Rule("unknown-part", _E, "A briefing has a `##` part other than Risk factors, Learning points and Safe practice."),
    Rule("missing-part", _E, "A briefing lacks one of its three parts."),
    Rule("not-an-item", _E, "A list item of a briefing is not written as `- **id** text`."),
    Rule("no-theme", _E, "An item of a briefing stands under no `###` theme."),
    Rule("unknown-group", _E, "`For:` names a professional group that is not on the list."),
    Rule("unknown-scenario", _E, "`complete:` or `order:` names a scenario that the module does not have."),
    Rule("too-many-scenarios", _E, "`complete:` asks for more scenarios than the module has."),
    # Scenarios
    Rule("no-passages", _E, "The scenario has no `##` passage."),
    Rule("no-ending", _E, "The scenario has no `## Ending: Title`."),
    Rule("no-debrief", _E, "The scenario has no `## Debrief` with a list of questions."),
    Rule("starts-with-ending", _E, "The first passage, where the story begins, is an ending."),
    Rule("unknown-passage", _E, "A choice, continue or condition names a passage that is not there."),
    Rule("debrief-linked", _E, "A way on leads to the debrief, which follows every ending by itself."),
    Rule("no-way-on", _E, "A passage has no choices and no continue, and is no ending."),
    Rule("ending-with-way-on", _E, "An ending has choices or a continue."),
    Rule("two-ways-on", _E, "A passage has more than one list of choices or continue."),
    Rule(
        "out-of-order",
        _E,
        "A passage does not go prose, questions, one way on, or a question does not end with its answers.",
    ),
    Rule("unknown-outcome", _E, "An ending's outcome is not safer, uncertain or harm."),
    Rule("not-one-link", _E, "A choice is not exactly one link to a heading."),
    Rule("empty-choice", _E, "A choice, continue, option or cell has no words."),
    Rule("unknown-mark", _E, "A mark is not met, partly or missed."),
    Rule("duplicate-mark", _E, "A choice marks the same id twice."),
    Rule("no-why", _E, "A marked choice, an option, or a question without options has no `Why:`."),
    Rule(
        "nearly-document", _E, "A quote is nearly a document: an e-mail, message, record, letter, call, notice or log."
    ),
    Rule("bad-document", _E, "A document has no title, or a line that is nearly one of its fields or entries."),
    Rule("bad-condition", _E, "A condition after `Only if:` cannot be read."),
    Rule("nearly-condition", _E, "The first line of a quote is nearly `Only if:` or `Otherwise:`, and would be shown."),
    Rule(
        "misplaced-condition", _E, "`Only if:` or `Otherwise:` is not the first line of a quote in a passage or ending."
    ),
    Rule("lone-otherwise", _E, "`Otherwise:` has no quote with `Only if:` right before it."),
    Rule(
        "outside-quote", _E, "A line goes on right under a quote with a condition, without `>`, and so outside of it."
    ),
    Rule("unknown-counter", _E, "A counter is used that `counters:` does not name."),
    Rule("counter-name", _E, "A counter has the name of a point, of a note, or of another counter."),
    # Questions, in sets and in passages
    Rule("no-questions", _E, "A question set has no question, and none to draw."),
    Rule("no-stem", _E, "A question has no words before its answers."),
    Rule("no-answer", _E, "A question has nothing to answer it with."),
    Rule("two-answers", _E, "A question could be answered in two ways, or has its answers in two places."),
    Rule("bad-box", _E, "An option has no box, or something that is nearly one."),
    Rule("too-few-options", _E, "A question has only one option, one thing to put in order, or one row to match."),
    Rule("same-option", _E, "Two options, things, cells or accepted answers of a question say the same."),
    Rule("needless-answer", _N, "Two accepted answers are the same by what is forgiven today; nothing is wrong."),
    Rule("no-right-answer", _E, "No option of a question is right, or true and false both are."),
    Rule("no-half-right", _E, "`[~]` stands in true or false, or in a question with several right answers."),
    Rule("bad-table", _E, "A table is not two columns with headings, a row of hyphens and at least one row."),
    Rule("questions-beside-from", _E, "A set with `from:` has questions of its own, too."),
    Rule("not-a-source", _E, "`from:` names the set itself, or a set that draws from others."),
    Rule("untested-critical", _E, "A critical learning point is tested by no question of its set."),
    Rule("unknown-set", _E, "A set is named that the module does not have."),
    Rule("unknown-question", _E, "A passage asks a question that is not in the set."),
    Rule("other-module", _E, "A passage asks a question of another module."),
    Rule("reflection-asked", _E, "A passage asks a question that is a reflection."),
    Rule("same-question", _E, "A passage asks the same question twice."),
    Rule("ending-with-question", _E, "An ending asks a question."),
    # Settings that can be read and mean something else than their author thinks
    Rule("garbled", _W, "A sign came out wrong, because the file was saved in another encoding than it was read in."),
    Rule("setting-text", _W, "A setting's words would not be shown as they were meant: in quotation marks, say."),
    Rule("low-pass", _W, "`pass` is under 50."),
    Rule("unused-counter", _W, "A counter is counted, and no condition asks for it."),
    Rule("law-to-come", _W, "`law-checked` is a day that has not come yet."),
    Rule("unknown-nation", _W, "`nation` is not england, scotland, wales or northern-ireland."),
    Rule("other-nation", _W, "`nation` is another one than that of the module's briefing."),
    # Words that a reader would notice
    Rule(
        "unsafe-wording",
        _W,
        "A wording that can hurt or mislead stands outside quotation marks, and there is a safer one.",
    ),
    Rule(
        "closing-backslash",
        _W,
        "A line of a choice, a why or the like ends in a backslash, which breaks nothing there.",
    ),
    Rule("review-past", _W, "The review date is past."),
    Rule(
        "shown-raw",
        _W,
        "Something would be shown as it stands: an address that is no link, a key in prose, a box, bars, braces.",
    ),
    Rule(
        "run-together", _W, "Lines that were typed one under the other would be shown one after the other, on one line."
    ),
    Rule(
        "odd-answer",
        _W,
        "A short answer has commas, slashes, quotation marks or signs of a pattern in it, which nobody would type.",
    ),
    Rule("placeholder", _W, "A placeholder such as TODO is left in the text."),
    Rule("todo", _N, "The author left a `<!-- todo: … -->` comment."),
)

# What is concluded from many lines: said after what is wrong in any single one of them (`model/order.py`).
_CONCLUDED = (
    # What the walk proves (engine)
    Rule("trap", _E, "From some point of the story on, no ending can be reached any more."),
    Rule("never-taken", _E, "A choice or continue can never be taken by anyone."),
    Rule("nothing-left", _E, "In some state of the story a passage offers no choice at all."),
    Rule("unreached", _W, "A passage or ending is never reached by anyone."),
    Rule("prose-never-shown", _W, "A piece of prose with a condition is never shown to anyone."),
    Rule("best-path-misses", _W, "A path of best choices does not reach every learning point that the scenario tests."),
    Rule("pass-without-critical", _W, "A path can reach the pass mark without meeting a decision on a critical id."),
    Rule("marked-twice", _N, "A marked passage can be reached twice; only the first answer counts."),
    Rule("walk-cut-off", _N, "The story has too many states to prove everything, and what stays unproved is named."),
    # What a reader would notice
    Rule("uneven-marks", _W, "A choice does not mark all the ids that the other choices of its passage mark."),
    Rule("unmarked-choice", _W, "A choice without marks stands beside marked ones."),
    Rule("no-best-choice", _W, "No choice that is always offered is met on every id that its passage marks."),
    Rule("same-choice", _W, "Two choices of a passage lead the same way with the same marks."),
    Rule("no-then", _W, "A marked choice has no `Then:`, and another choice of its passage leads the same way."),
    Rule("best-always-first", _W, "The best choice is the first one in every decision or question."),
    Rule("best-always-last", _W, "The best choice is the last one in every decision or question."),
    Rule("best-always-longest", _W, "The best choice is the longest one in every decision or question."),
    Rule("told-by-form", _W, "The wording of choices or options tells which is best, or lets somebody pass by it."),
    Rule("long-passage", _W, "A passage, or a question before its answers, has more than 150 words."),
    Rule("minutes-off", _W, "`minutes` is under half or over twice what the longest path, or the set, takes."),
    Rule(
        "given-away", _W, "Of only two things in order, or two rows to match, the way they are shown tells the answer."
    ),
    Rule("too-few-questions", _W, "A draw asks for more questions on a point than there are, or has none for a group."),
    Rule("same-title", _W, "Two scenarios of a module, or two sets, have the same title."),
    Rule("long-module", _W, "What completes the module takes more than 90 minutes."),
    Rule("untested-point", _N, "Nothing in the module tests a learning point or practice of the briefing."),
)

CODES: dict[str, Rule] = {code.name: code for code in (*_IN_A_LINE, *_CONCLUDED)}
CONCLUDED = frozenset(code.name for code in _CONCLUDED)


def diagnostic(code: str, span: Span, text: str, help: str = "") -> Diagnostic:
    """A diagnostic with the severity that its code has. The code must be in CODES."""
    return Diagnostic(CODES[code].severity, code, span, text, help)
