"""How somebody stands with a module: a table of cases, each worked out by hand; `test_requirements` asks them.

Everybody here joined on 1 January 2024 unless it says otherwise, and was asked from then on for 14 days' time.
"""

from dataclasses import replace
from datetime import date

from quizapp.engine.stretches import with_teams_around
from quizapp.model.requirements import (
    EVERYBODY,
    Belonging,
    CountedFrom,
    Exemption,
    Facts,
    Requirement,
    RequirementRule,
    Who,
    WhoKind,
)

ALL, EXPIRY = (EVERYBODY,), CountedFrom.EXPIRY
BEGINNING = "2024-01-01"
NORTH, SOUTH, WARD = (Who(WhoKind.TEAM, n) for n in (1, 2, 3))
MANAGERS = Who(WhoKind.ROLE, "manager")


def day(text):
    return date.fromisoformat(text)


def some(text):
    return day(text) if text else None


def rule(from_on=BEGINNING, who=ALL, *, number=1, by=None, days=14, months=None, counted=None, window=0, grace=0):
    counted_from = counted or CountedFrom.COMPLETION
    return RequirementRule(number, day(from_on), "Yearly", who, some(by), days, months, counted_from, window, grace)


def requirement(*rules, id=1):
    numbered = tuple(replace(one, number=n) for n, one in enumerate(rules, 1))
    return Requirement(id, f"r{id}", "minds", numbered)


def one_of(who, from_on, to_on=None):
    return Belonging(who, day(from_on), some(to_on))


def facts(*requirements, here=((BEGINNING, None),), also=(), homes=(), done=(), begun=None, exempt=()):
    around = with_teams_around(homes, {3: 2})
    return Facts(
        person=7,
        module="minds",
        requirements=requirements,
        belongings=(*(one_of(EVERYBODY, *days) for days in here), *also, *around),
        homes=homes,
        exemptions=tuple(Exemption(of, day(start), some(end)) for of, start, end in exempt),
        completions=tuple(map(day, done)),
        begun=some(begun),
    )


def of(rules, **more):
    """Of one requirement with these rules."""
    return facts(requirement(*rules), **more)


YEARLY = rule(months=12, window=30)
CHAIN = rule(months=12, counted=EXPIRY, window=30)
CAMPAIGN = rule("2024-06-01", by="2024-09-01", days=30)
WINDOW = "2024-12-31"  # thirty days before 2025-01-30

# A table is read by its rows: each case stays on a line of its own.
# fmt: off
# What it is called: the facts, the day that is asked about, and how it reads then and later, with the last days.
CASES = {
    "nothing asks for it": (facts(), "2024-05-01", "2024-05-01 not required", {}),
    "asked for, with the last day itself": (of([rule()]), "2024-01-15", "2024-01-15 assigned, 2024-01-16 overdue", {"due": "2024-01-15"}),
    "the day after the last": (of([rule()]), "2024-01-16", "2024-01-16 overdue", {"due": "2024-01-15"}),
    "days of grace read as before": (of([rule(grace=10)]), "2024-01-20", "2024-01-20 assigned, 2024-01-26 overdue", {"due": "2024-01-15"}),
    "begun": (of([rule()], begun="2024-01-03"), "2024-01-04", "2024-01-04 in progress, 2024-01-16 overdue", {"due": "2024-01-15"}),
    "begun later than the day that is asked about": (of([rule()], begun="2024-01-05"), "2024-01-04", "2024-01-04 assigned, 2024-01-16 overdue", {"due": "2024-01-15"}),
    "completed for good": (of([rule()], done=["2024-01-03"]), "2030-01-01", "2030-01-01 up to date", {}),
    "completed late": (of([rule()], done=["2024-03-03"]), "2024-03-03", "2024-03-03 up to date", {}),
    "completed before it was asked for": (of([rule("2025-01-01")], done=["2024-03-03"]), "2025-01-01", "2025-01-01 up to date", {}),
    "completed, and nothing asks for it": (facts(done=["2024-03-03"]), "2024-05-01", "2024-05-01 not required", {}),
    # By a date, and for those who come later.
    "by a date": (of([CAMPAIGN]), "2024-06-01", "2024-06-01 assigned, 2024-09-02 overdue", {"due": "2024-09-01"}),
    "a late joiner has the days": (of([CAMPAIGN], here=[("2024-10-01", None)]), "2024-10-01", "2024-10-01 assigned, 2024-11-01 overdue", {"due": "2024-10-31"}),
    "who joins just before the date has the days, too": (of([CAMPAIGN], here=[("2024-08-25", None)]), "2024-08-25", "2024-08-25 assigned, 2024-09-25 overdue", {"due": "2024-09-24"}),
    "who joins well before the date has the date": (of([CAMPAIGN], here=[("2024-07-01", None)]), "2024-07-01", "2024-07-01 assigned, 2024-09-02 overdue", {"due": "2024-09-01"}),
    "a date alone binds nobody who comes after it": (of([rule(by="2024-09-01", days=None)], here=[("2024-10-01", None)]), "2026-01-01", "2026-01-01 assigned", {}),
    "a date alone binds who comes on it": (of([rule(by="2024-09-01", days=None)], here=[("2024-09-01", None)]), "2024-09-01", "2024-09-01 assigned, 2024-09-02 overdue", {"due": "2024-09-01"}),
    "neither has no last day": (of([rule(days=None)]), "2030-01-01", "2030-01-01 assigned", {}),
    "no days are the same day": (of([rule(days=0)]), "2024-01-01", "2024-01-01 assigned, 2024-01-02 overdue", {"due": "2024-01-01"}),
    # Renewal, windows and grace.
    "renewed every year": (of([YEARLY], done=["2024-01-30"]), "2024-02-01", "2024-02-01 up to date, 2024-12-31 expiring, 2025-01-31 expired", {"renew": WINDOW, "expires": "2025-01-30"}),
    "in the window": (of([YEARLY], done=["2024-01-30"]), "2025-01-01", "2025-01-01 expiring, 2025-01-31 expired", {"renew": WINDOW, "expires": "2025-01-30"}),
    "expired": (of([YEARLY], done=["2024-01-30"]), "2025-02-01", "2025-02-01 expired", {"renew": WINDOW, "expires": "2025-01-30"}),
    "grace after an expiry": (of([rule(months=12, grace=7)], done=["2024-01-30"]), "2025-02-06", "2025-02-06 expiring, 2025-02-07 expired", {"renew": "2025-01-30", "expires": "2025-01-30"}),
    "a leap day": (of([rule(months=12)], done=["2024-02-29"]), "2025-02-27", "2025-02-27 up to date, 2025-02-28 expiring, 2025-03-01 expired", {"renew": "2025-02-28", "expires": "2025-02-28"}),
    "the end of a month": (of([rule(months=6)], done=["2024-08-31"]), "2024-09-01", "2024-09-01 up to date, 2025-02-28 expiring, 2025-03-01 expired", {"renew": "2025-02-28", "expires": "2025-02-28"}),
    "renewed, counted from its day": (of([YEARLY], done=["2024-01-30", "2025-01-10"]), "2025-01-10", "2025-01-10 up to date, 2025-12-11 expiring, 2026-01-11 expired", {"renew": "2025-12-11", "expires": "2026-01-10"}),
    "renewed in the window, counted from the expiry": (of([CHAIN], done=["2024-01-30", "2024-12-31"]), "2025-01-10", "2025-01-10 up to date, 2025-12-31 expiring, 2026-01-31 expired", {"renew": "2025-12-31", "expires": "2026-01-30"}),
    "a day before the window moves no expiry": (of([CHAIN], done=["2024-01-30", "2024-12-30"]), "2025-01-10", "2025-01-10 expiring, 2025-01-31 expired", {"renew": WINDOW, "expires": "2025-01-30"}),
    "on the last day, counted from the expiry": (of([CHAIN], done=["2024-01-30", "2025-01-30"]), "2025-01-30", "2025-01-30 up to date, 2025-12-31 expiring, 2026-01-31 expired", {"renew": "2025-12-31", "expires": "2026-01-30"}),
    "after the expiry, counted from its own day": (of([CHAIN], done=["2024-01-30", "2025-02-05"]), "2025-02-05", "2025-02-05 up to date, 2026-01-06 expiring, 2026-02-06 expired", {"renew": "2026-01-06", "expires": "2026-02-05"}),
    "before the renewal it is as it was": (of([YEARLY], done=["2024-01-30", "2025-01-10"]), "2025-01-09", "2025-01-09 expiring, 2025-01-31 expired", {"renew": WINDOW, "expires": "2025-01-30"}),
    "an old completion that ran out before anything asked": (of([rule("2025-06-01", months=12)], done=["2024-02-01"]), "2025-06-01", "2025-06-01 assigned, 2025-06-16 overdue", {"due": "2025-06-15"}),
    "one that runs out in the first days lasts for them": (of([rule("2025-06-01", months=12)], done=["2024-06-05"]), "2025-06-01", "2025-06-01 up to date, 2025-06-15 expiring, 2025-06-16 expired", {"renew": "2025-06-15", "expires": "2025-06-15"}),
    "renewed within the first days counts from its day": (of([rule(months=1, by="2024-12-31")], done=["2024-02-01"]), "2024-02-02", "2024-02-02 up to date, 2024-03-01 expiring, 2024-03-02 expired", {"renew": "2024-03-01", "expires": "2024-03-01"}),
    # Coming, leaving, moving.
    "before joining": (of([rule()], here=[("2024-03-01", None)]), "2024-02-01", "2024-02-01 not required", {"next": "2024-03-01"}),
    "who has left is asked for nothing": (of([rule()], here=[(BEGINNING, "2024-03-01")]), "2024-03-01", "2024-03-01 not required", {}),
    "until the day before it": (of([rule()], here=[(BEGINNING, "2024-03-01")]), "2024-02-29", "2024-02-29 overdue", {"due": "2024-01-15", "next": "2024-03-01"}),
    "who returns has the days again": (of([rule()], here=[(BEGINNING, "2024-03-01"), ("2024-08-01", None)]), "2024-08-01", "2024-08-01 assigned, 2024-08-16 overdue", {"due": "2024-08-15"}),
    "who returns keeps what they completed": (of([rule(months=12)], here=[(BEGINNING, "2024-03-01"), ("2024-08-01", None)], done=["2024-02-01"]), "2024-08-01", "2024-08-01 up to date, 2025-02-01 expiring, 2025-02-02 expired", {"renew": "2025-02-01", "expires": "2025-02-01"}),
    "what ran out while away gives the days again": (of([rule(months=12)], here=[(BEGINNING, "2024-03-01"), ("2025-08-01", None)], done=["2024-02-01"]), "2025-08-02", "2025-08-02 assigned, 2025-08-16 overdue", {"due": "2025-08-15"}),
    "leaving and returning on one day is no break": (of([rule()], here=[(BEGINNING, "2024-03-01"), ("2024-03-01", None)]), "2024-03-02", "2024-03-02 overdue", {"due": "2024-01-15"}),
    "moving into a team": (of([rule(who=(NORTH,))], homes=[one_of(NORTH, "2024-05-01")]), "2024-05-01", "2024-05-01 assigned, 2024-05-16 overdue", {"due": "2024-05-15", "home": 1}),
    "the day before moving in": (of([rule(who=(NORTH,))], homes=[one_of(NORTH, "2024-05-01")]), "2024-04-30", "2024-04-30 not required", {"next": "2024-05-01"}),
    "moving out": (of([rule(who=(NORTH,))], homes=[one_of(NORTH, BEGINNING, "2024-05-01"), one_of(SOUTH, "2024-05-01")]), "2024-05-01", "2024-05-01 not required", {"home": 2}),
    "a team inside the team": (of([rule(who=(SOUTH,))], homes=[one_of(WARD, BEGINNING)]), "2024-01-02", "2024-01-02 assigned, 2024-01-16 overdue", {"due": "2024-01-15", "home": 3}),
    "moving within the team is no new beginning": (of([rule(who=(SOUTH,))], homes=[one_of(WARD, BEGINNING, "2024-05-01"), one_of(SOUTH, "2024-05-01")]), "2024-05-01", "2024-05-01 overdue", {"due": "2024-01-15", "home": 2}),
    "from one team of two to the other is none either": (of([rule(who=(NORTH, SOUTH))], homes=[one_of(NORTH, BEGINNING, "2024-05-01"), one_of(SOUTH, "2024-05-01")]), "2024-05-01", "2024-05-01 overdue", {"due": "2024-01-15", "home": 2}),
    "a role that is given": (of([rule(who=(MANAGERS,))], also=[one_of(MANAGERS, "2024-05-01", "2024-07-01")]), "2024-05-02", "2024-05-02 assigned, 2024-05-16 overdue", {"due": "2024-05-15", "next": "2024-07-01"}),
    "a role asks nothing of who has left": (of([rule(who=(MANAGERS,))], also=[one_of(MANAGERS, BEGINNING)], here=[(BEGINNING, "2024-03-01")]), "2024-04-01", "2024-04-01 not required", {}),
    "somebody by name": (of([rule(who=(Who(WhoKind.PERSON, 7),))]), "2024-01-02", "2024-01-02 assigned, 2024-01-16 overdue", {"due": "2024-01-15"}),
    "somebody else by name": (of([rule(who=(Who(WhoKind.PERSON, 8),))]), "2024-01-02", "2024-01-02 not required", {}),
    "by name, and after leaving": (of([rule(who=(Who(WhoKind.PERSON, 7),))], here=[(BEGINNING, "2024-03-01")]), "2024-04-01", "2024-04-01 not required", {}),
    # Changed rules count from their day.
    "before a change it is as it was": (of([rule(), rule("2024-03-01", days=90)]), "2024-02-29", "2024-02-29 overdue", {"due": "2024-01-15", "next": "2024-03-01"}),
    "more days": (of([rule(), rule("2024-03-01", days=90)]), "2024-03-01", "2024-03-01 assigned, 2024-04-01 overdue", {"due": "2024-03-31"}),
    "fewer days, but never fewer than these from the change on": (of([rule(days=90), rule("2024-03-01")]), "2024-03-01", "2024-03-01 assigned, 2024-03-16 overdue", {"due": "2024-03-15"}),
    "fewer days take no day from who had only some left": (of([rule(days=65), rule("2024-03-01")]), "2024-03-01", "2024-03-01 assigned, 2024-03-07 overdue", {"due": "2024-03-06"}),
    "another name gives no new days": (of([rule(), replace(rule("2024-03-01"), name="Other")]), "2024-03-01", "2024-03-01 overdue", {"due": "2024-01-15"}),
    "shorter renewal leaves the days": (of([rule(months=36), rule("2025-06-01", months=12)], done=["2024-02-01"]), "2025-06-01", "2025-06-01 up to date, 2025-06-15 expiring, 2025-06-16 expired", {"renew": "2025-06-15", "expires": "2025-06-15"}),
    "shorter renewal of what was done lately": (of([rule(months=36), rule("2024-06-01", months=12)], done=["2024-02-01"]), "2024-06-01", "2024-06-01 up to date, 2025-02-01 expiring, 2025-02-02 expired", {"renew": "2025-02-01", "expires": "2025-02-01"}),
    "longer renewal spares who was expired": (of([rule(months=6), rule("2024-10-01", months=12)], done=["2024-02-01"]), "2024-10-01", "2024-10-01 up to date, 2025-02-01 expiring, 2025-02-02 expired", {"renew": "2025-02-01", "expires": "2025-02-01"}),
    "longer renewal lets what had run out before hold again": (of([rule("2025-06-01", months=12), rule("2025-06-05", months=36)], done=["2024-02-01"]), "2025-06-05", "2025-06-05 up to date, 2027-02-01 expiring, 2027-02-02 expired", {"renew": "2027-02-01", "expires": "2027-02-01"}),
    "no renewal any more": (of([YEARLY, rule("2024-06-01")], done=["2024-01-30"]), "2026-01-01", "2026-01-01 up to date", {}),
    "ended": (of([rule(), rule("2024-03-01", ())]), "2024-03-01", "2024-03-01 not required", {}),
    "asked again after it had ended": (of([rule(), rule("2024-03-01", ()), rule("2024-06-01")]), "2024-06-01", "2024-06-01 assigned, 2024-06-16 overdue", {"due": "2024-06-15"}),
    "a newer rule drops what was planned for later": (of([rule(), rule("2024-09-01", ()), rule("2024-03-01")]), "2024-10-01", "2024-10-01 overdue", {"due": "2024-01-15"}),
    # Exemptions.
    "exempt": (of([rule()], exempt=[(1, "2024-02-01", "2024-08-01")]), "2024-02-01", "2024-02-01 exempt", {"exempt": "2024-07-31", "next": "2024-08-01"}),
    "the days again after an exemption": (of([rule()], exempt=[(1, "2024-02-01", "2024-08-01")]), "2024-08-01", "2024-08-01 assigned, 2024-08-16 overdue", {"due": "2024-08-15"}),
    "before it": (of([rule()], exempt=[(1, "2024-02-01", "2024-08-01")]), "2024-01-31", "2024-01-31 overdue", {"due": "2024-01-15", "next": "2024-02-01"}),
    "for good": (of([rule()], exempt=[(1, "2024-02-01", None)]), "2030-02-01", "2030-02-01 exempt", {}),
    "one after the other is one": (of([rule()], exempt=[(1, "2024-02-01", "2024-03-01"), (1, "2024-03-01", "2024-04-01")]), "2024-02-01", "2024-02-01 exempt", {"exempt": "2024-03-31", "next": "2024-04-01"}),
    "exempt from what is not asked": (of([rule(who=(NORTH,))], exempt=[(1, "2024-02-01", None)]), "2024-03-01", "2024-03-01 not required", {}),
    "exempt from another requirement": (of([rule()], exempt=[(2, "2024-02-01", None)]), "2024-03-01", "2024-03-01 overdue", {"due": "2024-01-15"}),
    # Two requirements for one module.
    "the earlier last day counts": (facts(requirement(rule()), requirement(rule(days=5), id=2)), "2024-01-02", "2024-01-02 assigned, 2024-01-07 overdue", {"due": "2024-01-06"}),
    "the earlier expiry counts": (facts(requirement(YEARLY), requirement(rule(months=36), id=2), done=["2024-01-30"]), "2024-02-01", "2024-02-01 up to date, 2024-12-31 expiring, 2025-01-31 expired", {"renew": WINDOW, "expires": "2025-01-30"}),
    "required by either": (facts(requirement(rule(who=(NORTH,))), requirement(rule(), id=2)), "2024-01-02", "2024-01-02 assigned, 2024-01-16 overdue", {"due": "2024-01-15"}),
    "exempt from one of two": (facts(requirement(rule(days=5)), requirement(rule(), id=2), exempt=[(1, BEGINNING, None)]), "2024-01-02", "2024-01-02 assigned, 2024-01-16 overdue", {"due": "2024-01-15"}),
    "exempt from both until the first asks again": (facts(requirement(rule()), requirement(rule(), id=2), exempt=[(1, BEGINNING, None), (2, BEGINNING, "2024-05-01")]), "2024-01-02", "2024-01-02 exempt", {"exempt": "2024-04-30", "next": "2024-05-01"}),
    "met for one, to be done for the other": (
        facts(requirement(rule(months=36)), requirement(rule("2025-06-01", months=12), id=2), done=["2024-02-01"]),
        "2025-06-01",
        "2025-06-01 assigned, 2025-06-16 overdue",
        {"due": "2025-06-15", "renew": "2027-02-01", "expires": "2027-02-01"},
    ),
    "expired for one before it is overdue for the other": (
        facts(requirement(rule(months=16)), requirement(rule("2025-05-25", months=12, grace=30), id=2), done=["2024-02-01"]),
        "2025-05-26",
        "2025-05-26 assigned, 2025-06-02 expired",
        {"due": "2025-06-08", "renew": "2025-06-01", "expires": "2025-06-01"},
    ),
}
# fmt: on
