"""Scenarios of a stated size for timing `quizapp check`: 25 passages, 12 decisions, two counters, no error."""

from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "content" / "examples"
MODULE = "child-mental-health"
POINTS = ("talk-directly", "tell-safeguarding-lead", "safe-to-talk")
DECISIONS = 12
CONTINUES = 10  # and three endings: 25 passages
HEAD = """---
you-are: form tutor in a secondary school
minutes: 10
nation: england
content-note: A made-up story for timing. Nothing in it is meant.
pass: 70
counters: trust 1 from 0 to 3, time 5 from 0 to 5
---

# Story {number}

You have thirty names to call. Nothing here is meant.
"""


def write_folder(folder: Path, scenarios: int, first: int = 0) -> Path:
    """A folder with the example's briefing, which then asks for no set, and this many scenarios; returns its folder.

    They are numbered from `first`, and so are their words.
    """
    module = folder / "scenarios" / MODULE
    module.mkdir(parents=True)
    briefing = EXAMPLES / "scenarios" / MODULE / "briefing.md"
    (module / "briefing.md").write_bytes(briefing.read_bytes().replace(b"; set listening passed", b""))
    for number in range(first, first + scenarios):
        (module / f"story-{number}.md").write_text(scenario(number), encoding="utf-8")
    return module


def scenario(number: int) -> str:
    """One scenario: a line of decisions, some with a detour, which changes what is said and offered later."""
    parts = [HEAD.format(number=number)]
    for decision in range(DECISIONS):
        parts.append(_decision(number, decision))
        if decision < CONTINUES:
            parts.append(
                f"## Detour {decision}\n\nThe bell goes, and story {number} waits a while for part {decision}.\n\n"
                f"[You go on to the next thing](#{_anchor(decision + 1)})\n"
            )
    for outcome, title in (("safer", "Heard"), ("uncertain", "Wondering"), ("harm", "Missed")):
        parts.append(f"## Ending: {title}\n\nOutcome: {outcome}\n\nThe day ends, and so does story {number}.\n")
    parts.append("## Debrief\n\n- What did you notice?\n- What would you do tomorrow?\n")
    return "\n".join(parts)


def _anchor(decision: int) -> str:
    return f"moment-{decision}" if decision < DECISIONS else "ending-heard"


def _decision(number: int, decision: int) -> str:
    point, last = POINTS[decision % len(POINTS)], decision == DECISIONS - 1
    detour = f"detour-{decision}" if decision < CONTINUES else _anchor(decision + 1)
    choices = [
        (f"Ask about thing {decision} now", _anchor(decision + 1), "met", "trust: +1", ""),
        (f"Ask about thing {decision} later, when there is time", detour, "partly", "time: -1", ""),
        (f"Let thing {decision} be", "ending-missed" if last else detour, "missed", "trust: -1", ""),
    ]
    if decision % 4 == 3:
        choices.append(
            (f"Use what you know of {decision}", "ending-wondering", "partly", "time: +1", "trust >= 2 and time > 1")
        )
    choices = choices[decision % 3 :] + choices[: decision % 3]
    text = f"## Moment {decision}\n\nThis is part {decision} of story {number}. **What should you do?**\n\n"
    if decision > 2:
        text += f"> Only if: visited #detour-{min(decision - 2, CONTINUES - 1)}\n>\n> You came round the long way.\n\n"
    if last:  # remembered from the beginning, so that the walk has states to tell apart
        for early in range(4):
            text += f"> Only if: not visited #detour-{early} and time <= 3\n>\n> You still think of part {early}.\n\n"
    for label, target, word, change, condition in choices:
        text += f"- [{label}](#{target})\n    - {point}: {word}\n    - {change}\n"
        text += f"    - Only if: {condition}\n" if condition else ""
        text += f"    - Why: What was done about thing {decision} was {word} in story {number}.\n"
    return text
