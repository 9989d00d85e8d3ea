"""Small scenarios and sets for tests of form, each decision in one line."""

from quizapp.content.questions.parsing import parse_set
from quizapp.content.scenario import parse_scenario
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario

ASKS = [f"*Ask him about {n} | Wait for the {n} | Go on" for n in "abcdefghijkl"]
"""Decisions that are told by asking."""


BRIEFING = SourceFile(
    "scenarios/m/briefing.md",
    b"""---
source: x
publisher: x
published: 2023
---

# M

## Risk factors

### X

- **risk** x
    - Where: x
    - Answered by: ask

## Learning points

### X

- **ask** x
    - Where: x

## Safe practice

### X

- **tell** x
""",
)


def scenario(name: str, *decisions: str) -> Scenario:
    """A scenario of these decisions: options between bars, the best with a star, one not always offered with a ?."""
    read, _ = parse_scenario(scenario_file(name, *decisions), None)
    assert read is not None
    return read


def scenario_file(name: str, *decisions: str) -> SourceFile:
    """The same as a file."""
    parts = [
        "---\nyou-are: x\nminutes: 9\nnation: england\ncontent-note: x\ncounters: trust 1 from 0 to 3\n---\n\n# T\n"
    ]
    for n, decision in enumerate(decisions):
        parts.append(f"## P{n}\n\nx\n")
        there = f"p{n + 1}" if n + 1 < len(decisions) else f"ending-p{n + 1}"
        for option in decision.split("|"):
            text = option.strip().strip("*?")
            parts.append(f"- [{text}](#{there})\n    - ask: {'met' if '*' in option else 'missed'}\n    - Why: x")
            parts.append("    - Only if: trust > 1" * option.strip().endswith("?"))
        parts.append("")
    parts.append(f"## Ending: P{len(decisions)}\n\nOutcome: safer\n\nx\n\n## Debrief\n\n- x\n")
    return SourceFile(f"scenarios/m/{name}.md", "\n".join(parts).encode())


def question_set(name: str, *questions: str, settings: str = "") -> QuestionSet:
    """A set of these questions: options between bars, the right ones with a star."""
    parts = [f"---\nminutes: 4\n{settings}---\n\n# T\n"]
    for n, question in enumerate(questions):
        parts.append(f"## Q{n}\n\nPoints: ask\n\nx\n")
        for option in question.split("|"):
            parts.append(f"- [{'x' if '*' in option else ' '}] {option.strip().strip('*')}\n    - Why: x")
        parts.append("")
    read, _ = parse_set(SourceFile(f"questions/m/{name}.md", "\n".join(parts).encode()), None)
    assert read is not None
    return read
