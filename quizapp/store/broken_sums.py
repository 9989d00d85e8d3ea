"""The sums of team figures that are not what they are the sums of, as queries like those of `broken_rows`."""

_WORDS = {"met": "met", "partly": "partly", "missed": "missed", "not_reached": "not reached"}
_COUNTED = ("people", *_WORDS, "sure_wrong")
_OF_EACH = ", ".join(
    (
        "-1",
        *(f"-(CASE WHEN m.word = '{word}' THEN 1 ELSE 0 END)" for word in _WORDS.values()),
        "-(CASE WHEN m.sure_wrong THEN 1 ELSE 0 END)",
    )
)
_HOME = "membership h ON h.person = m.person AND h.home AND h.to_on IS NULL"
_CHOICE = "module, point, team, version, place, choice, word"

SUMS: tuple[tuple[int, str, str], ...] = (
    (
        4,
        "team {0}: {1} of {2} is not summed up as its people were marked",
        f"SELECT team, point, module FROM (SELECT module, team, point, {', '.join(_COUNTED)} FROM point_total"  # noqa: S608 (our own names)
        f" UNION ALL SELECT m.module, h.team, m.point, {_OF_EACH} FROM first_mark m JOIN {_HOME}) AS counted"
        " GROUP BY module, team, point HAVING " + " OR ".join(f"sum({name}) <> 0" for name in _COUNTED),
    ),
    (
        4,
        "team {0}: what was chosen at {1} of version {2} is not summed up as its people chose",
        f"SELECT team, place, version FROM (SELECT {_CHOICE}, n FROM choice_total"  # noqa: S608 (our own names)
        " UNION ALL SELECT m.module, m.point, h.team, a.version, m.place, m.choice, m.word, -1 FROM first_mark m"
        f" JOIN attempt a ON a.id = m.attempt JOIN {_HOME} WHERE m.place <> '') AS counted"
        f" GROUP BY {_CHOICE} HAVING sum(n) <> 0",
    ),
    (
        10,
        "person {0}: counts for {1} by attempt {2}, which is no first one of theirs",
        "SELECT m.person, m.point, m.attempt FROM first_mark m WHERE NOT EXISTS"
        " (SELECT 1 FROM first_attempt f WHERE f.attempt = m.attempt AND f.person = m.person)",
    ),
)
