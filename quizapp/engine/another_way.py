"""From when a part counts that was done in another way: the same for completion, records and further attempts."""

from datetime import date, datetime, tzinfo

from quizapp.model.days import day_of, last_moment


def counts_from(on: date, recorded: datetime, zone: tzinfo) -> datetime:
    """The end of that day in the organisation's time zone, or the moment of recording if that is earlier.

    Only the day is known, and it is sure to be done by its end; a time after the recording would be one to come.
    `recorded` is aware and in UTC, and so is what is given back.
    """
    if on >= day_of(recorded, zone):
        return recorded
    return last_moment(on, zone)
