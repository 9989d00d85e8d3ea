"""What an organisation sets for itself: name, time zone, logo, words for roles, support contacts, and local inserts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from quizapp.model.pictures import PictureKind
from quizapp.model.published import Live

NAME: Final = "name"
ZONE: Final = "zone"
SUPPORT: Final = "support"  # Markdown; empty: the contacts of the package
INSERT: Final = "insert:"  # followed by the insert's name; empty: not filled in
SAFEGUARDING_LEAD: Final = "safeguarding-lead"  # the insert that pages of the site name by themselves
WORD: Final = "word:"  # followed by a role; empty: the word of the package

REMIND_BEFORE: Final = "remind-before"  # days as numbers with commas between; empty: those of `model.reminders`
REMIND_AFTER: Final = "remind-after"
QUIET_DAYS: Final = "quiet-days"  # days with commas between, on which nobody is reminded, besides weekends
LOGO: Final = "logo"  # a Logo as text; empty: quizapp's own mark

Values = Mapping[tuple[str, str], str]
"""What is set, by setting and home team; the team is "" for the whole organisation. What is not in it was never set."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that is kept, by its kind and the SHA-256 of its bytes; `text` is how a setting names it."""

    kind: PictureKind
    sha: str

    @property
    def text(self) -> str:
        """`image/png`, a space, and the hash."""
        return f"{self.kind.value} {self.sha}"


def logo_of(text: str) -> Logo | None:
    """The logo that a setting names; None where it is empty."""
    kind, _, sha = text.partition(" ")
    return Logo(PictureKind(kind), sha) if text else None


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of one setting: what it was and what it became, when (UTC), and by whom.

    `team` is "" for the whole organisation. `by` is "" where the environment gave it at the first start. In a
    SettingsPage contacts are HTML, and only how they begin.
    """

    setting: str
    team: str
    before: str
    after: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """All that is set, by setting and team; the names of all teams; and the changes, newest first.

    `has_older` says that there are more changes than these. `declared` are the settings of inserts that live modules
    have of their own.
    """

    values: Values
    teams: tuple[str, ...]
    history: tuple[SettingChange, ...]
    has_older: bool
    declared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """What is set in one group of settings, in the order of its fields, for the organisation or one team.

    `revision` is the number of the newest change that it shows. `written` is what somebody wrote in other words than
    the form that they had showed, and has not set yet; `fallback` what counts where a team's own field is empty.
    """

    group: str
    team: str
    values: tuple[tuple[str, str], ...]
    revision: int
    written: Mapping[str, str]
    fallback: Mapping[str, str]
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingInsert:
    """A local insert that the organisation has not filled in, and where people miss it.

    `used_in` are the scenarios and sets that are live and have it; `in_contacts`: the support contacts have it;
    `on_pages`: pages of the site name it by themselves, as every page of a scenario does with the safeguarding lead.
    """

    name: str
    used_in: tuple[Live, ...] = ()
    in_contacts: bool = False
    on_pages: bool = False

    @property
    def setting(self) -> str:
        """The setting that fills it in."""
        return INSERT + self.name
