"""A scenario with a document of every kind, in every place where one may stand, and a set with one in a question."""

from quizapp.model.published import SourceFile
from tests.services.quiz_files import MODULE, quiz_files

SCENARIO = "papers"
SET = "papers"

_SCENARIO = """---
you-are: form tutor
minutes: 5
nation: england
content-note: Low mood.
---

# Papers

You come in on Monday.

> Notice: In the staff room
>
> Drop-in with the school nurse is **Thursday lunch**, in the old library.
> Nobody needs an appointment.

## The desk

> Message: Maya, on Tuesday evening
> On: her own telephone
>
> Maya, 21:04: are you there
> i know its late
>
> You, 21:09: I'm here. What's happening?

> Call: The duty desk
> At: 16:52, Friday
>
> You, 16:52: I'm ringing about a boy of eleven.
> Duty worker, 16:53: Is he at home now?

> Log: Form group, week 3
>
> Mon, 08:41: Maya present, late
> Wednesday 12 March, 11:05: Maya not in https://example.org/a-long-address/without-any-break/in-it/at-all/that-ends

> Record: Referral to early help
> Name: Maya R.
> Presenting problem: low mood, six weeks or more
> Referred by: {{safeguarding-lead}}
>
> Seen once. Plan:
> - ask her
> - see her again

> Letter: From the clinic
> Date: 12 March
>
> Dear Mrs Reid,
>
> We were sorry that nobody brought Maya.

> E-mail: Leo, again
> From: Mrs Okafor
> To: [the office](mailto:office@example.org)
>
> He's not in today.
> I thought you'd want to know.

[What should happen now?](../../questions/minds/papers.md#the-message)

- [Ask Maya](#later)
    - talk-directly: met
    - Why: She can answer.
- [Wait for the clinic](#ending-waiting)
    - talk-directly: missed
    - Why: Nobody asks her.

## Later

> Only if: visited #the-desk
>
> Message: Sana
>
> Sana, 16:40: thank you
> Maya, 16:41: hi

[On](#ending-heard)

## Ending: Heard

Outcome: safer

> Letter: To you
>
> It helped.

## Ending: Waiting

Outcome: uncertain

Nobody asked.

## Debrief

- What made it easy to wait?
"""

_SET = """---
minutes: 2
---

# Papers

> Notice: First
>
> Read this.

## The message

Points: talk-directly

> Message: Maya
>
> Maya, 21:04: cant sleep

What should happen now?

- [x] Ask her
    - Why: She can answer.
- [ ] Wait
    - Why: Nobody asks.
"""


def document_files() -> tuple[SourceFile, ...]:
    """The quiz module's files, and beside them the scenario and the set."""
    return (
        *quiz_files(),
        SourceFile(f"scenarios/{MODULE}/{SCENARIO}.md", _SCENARIO.encode()),
        SourceFile(f"questions/{MODULE}/{SET}.md", _SET.encode()),
    )
