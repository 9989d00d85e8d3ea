"""The rows that break one of the invariants, as queries; `store.invariants` asks them and says what they mean."""

_CERTIFICATE = ("certificate", "code", "completion", "completion")  # a code is for whoever has the certificate


def _stands(ending: tuple[str, str, str, str]) -> tuple[int, str, str]:
    """That what stands of a table (its key, what it is one of, what is told of it) is what began and has not ended."""
    table, key, of, told = ending
    current = key if key == "code" else table
    return (
        9,
        f"{table} {{0}}: what stands of it is not what began and has not ended",
        f"SELECT x.{told} FROM {table} x LEFT JOIN {table}_end e ON e.{current} = x.{key}"  # noqa: S608 (our own names)
        f" LEFT JOIN {table}_current c ON c.{current} = x.{key} AND c.{of} = x.{of}"
        f" WHERE (e.{current} IS NULL) <> (c.{current} IS NOT NULL)",
    )


# Each finds the rows that break its rule. Most are held by constraints and triggers as well: this is the proof.
CHECKS: tuple[tuple[int, str, str], ...] = (
    (
        2,
        "attempt {0}: its steps are not numbered from 0 without a gap",
        "SELECT attempt FROM step GROUP BY attempt"
        " HAVING min(number) <> 0 OR max(number) <> count(*) - 1 OR count(DISTINCT number) <> count(*)",
    ),
    (
        4,
        "attempt {0}: carries {1} with more than a finished attempt before it showed, or is practice",
        "SELECT c.attempt, c.point FROM carried c JOIN attempt a ON a.id = c.attempt WHERE a.practice OR NOT EXISTS"
        " (SELECT 1 FROM attempt b JOIN result r ON r.attempt = b.id AND r.current"
        " JOIN result_point p ON p.result = r.id AND p.point = c.point"
        " WHERE b.id = c.from_attempt AND b.person = a.person AND b.thing = a.thing AND b.number < a.number"
        " AND b.state = 'finished' AND NOT b.practice"
        " AND CAST(p.num AS NUMERIC) * c.den >= CAST(c.num AS NUMERIC) * p.den)",
    ),
    (
        5,
        "attempt {0}: the version that it is pinned to is not kept, or is of another thing",
        "SELECT a.id FROM attempt a WHERE NOT EXISTS"
        " (SELECT 1 FROM version v WHERE v.id = a.version AND v.thing = a.thing)",
    ),
    (
        5,
        "version {0}: its own file is not among its parts",
        "SELECT v.id FROM version v JOIN thing t ON t.id = v.thing WHERE NOT EXISTS"
        " (SELECT 1 FROM version_part p WHERE p.version = v.id AND p.path = t.path AND p.sha = v.own_sha)",
    ),
    (
        6,
        "attempt {0}: step {1} is an answer and has none, or has one and is none",
        "SELECT s.attempt, s.number FROM step s LEFT JOIN answer w ON w.attempt = s.attempt AND w.number = s.number"
        " WHERE (s.kind = 'answer') <> (w.attempt IS NOT NULL)",
    ),
    (
        6,
        "attempt {0}: step {1} is at another question than its answer",
        "SELECT s.attempt, s.number FROM answer w JOIN step s ON s.attempt = w.attempt AND s.number = w.number"
        " WHERE s.place <> w.question",
    ),
    (
        6,
        "attempt {0}: step {1} does not answer the question that was drawn",
        "SELECT s.attempt, s.number FROM thing t JOIN attempt a ON a.thing = t.id JOIN step s ON s.attempt = a.id"
        " LEFT JOIN drawn d ON d.attempt = s.attempt AND d.ordinal = s.number"
        " WHERE t.kind = 'set' AND (s.kind <> 'answer' OR d.question IS NULL OR d.question <> s.place)",
    ),
    (
        6,
        "attempt {0}: is {1}, with {2} steps for {3} drawn questions",
        "SELECT id, state, steps, asked FROM (SELECT a.id, a.state,"
        " (SELECT count(*) FROM step s WHERE s.attempt = a.id) AS steps,"
        " (SELECT count(*) FROM drawn d WHERE d.attempt = a.id) AS asked"
        " FROM attempt a JOIN thing t ON t.id = a.thing WHERE t.kind = 'set') AS counted"
        " WHERE (state = 'finished') <> (steps = asked)",
    ),
    (
        6,
        "attempt {0}: the questions drawn for it are not numbered from 0 without a gap",
        "SELECT attempt FROM drawn GROUP BY attempt HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1",
    ),
    (
        6,
        "attempt {0}: something was drawn or carried for it, and it is of no set",
        "SELECT a.id FROM attempt a JOIN thing t ON t.id = a.thing WHERE t.kind <> 'set' AND (EXISTS"
        " (SELECT 1 FROM drawn d WHERE d.attempt = a.id) OR EXISTS (SELECT 1 FROM carried c WHERE c.attempt = a.id))",
    ),
    (
        7,
        "person {0}: has more than one open attempt at thing {1}",
        "SELECT person, thing FROM attempt WHERE state = 'open' GROUP BY person, thing HAVING count(*) > 1",
    ),
    (
        7,
        "person {0}: their attempts at thing {1} are not numbered from 1 without a gap",
        "SELECT person, thing FROM attempt GROUP BY person, thing"
        " HAVING min(number) <> 1 OR max(number) <> count(*) OR count(DISTINCT number) <> count(*)",
    ),
    (
        7,
        "attempt {0}: is open, and a later one was begun",
        "SELECT a.id FROM attempt a WHERE a.state = 'open' AND EXISTS (SELECT 1 FROM attempt b"
        " WHERE b.person = a.person AND b.thing = a.thing AND b.number > a.number)",
    ),
    (
        8,
        "attempt {0}: is {1}, and its time or its ending says otherwise",
        "SELECT id, state FROM attempt WHERE (state = 'finished') <> (finished IS NOT NULL)"
        " OR (state = 'finished') <> (ending IS NOT NULL)",
    ),
    (
        8,
        "attempt {0}: is {1}, and has {2} current results",
        "SELECT a.id, a.state, count(r.id) FROM attempt a LEFT JOIN result r ON r.attempt = a.id AND r.current"
        " GROUP BY a.id, a.state HAVING count(r.id) <> CASE WHEN a.state = 'finished' THEN 1 ELSE 0 END",
    ),
    (
        9,
        "completion {0}: its evidence is missing, or not numbered from 0 without a gap",
        "SELECT c.id FROM completion c LEFT JOIN completion_evidence e ON e.completion = c.id GROUP BY c.id"
        " HAVING count(e.ordinal) = 0 OR min(e.ordinal) <> 0 OR max(e.ordinal) <> count(e.ordinal) - 1",
    ),
    (
        9,
        "completion {0}: evidence {1} is no pass of that person's in that module, and no other way",
        "SELECT e.completion, e.ordinal FROM completion_evidence e JOIN completion c ON c.id = e.completion"
        " WHERE NOT EXISTS (SELECT 1 FROM attempt a JOIN thing t ON t.id = a.thing"
        " JOIN result r ON r.attempt = a.id AND r.current WHERE a.id = e.attempt AND a.person = c.person"
        " AND t.module = c.module AND a.state = 'finished' AND NOT a.practice AND r.passed)"
        " AND NOT EXISTS (SELECT 1 FROM otherwise o JOIN thing t ON t.id = o.thing"
        " WHERE o.id = e.otherwise AND o.person = c.person AND t.module = c.module)",
    ),
    (
        9,
        "completion {0}: is {1}, and its evidence says otherwise",
        "SELECT c.id, c.source FROM completion c WHERE (c.source = 'earned') = EXISTS"
        " (SELECT 1 FROM completion_evidence e WHERE e.completion = c.id AND e.otherwise IS NOT NULL)",
    ),
    (
        9,
        "completion {0}: has a certificate, and is not there",
        "SELECT f.completion FROM certificate f WHERE NOT EXISTS"
        " (SELECT 1 FROM completion c WHERE c.id = f.completion)",
    ),
    (
        9,
        "completion {0}: stands, and evidence {1} of it was taken back",
        "SELECT e.completion, e.ordinal FROM completion_evidence e JOIN otherwise_end x ON x.otherwise = e.otherwise"
        " WHERE NOT EXISTS (SELECT 1 FROM completion_end y WHERE y.completion = e.completion)",
    ),
    (
        9,
        "completion {0}: has ended, and its certificate stands",
        "SELECT f.completion FROM certificate f JOIN completion_end x ON x.completion = f.completion"
        " WHERE NOT EXISTS (SELECT 1 FROM certificate_end y WHERE y.code = f.code)",
    ),
    (
        9,
        "completion {0}: its certificate was replaced, and no other of that person's and module's names it",
        "SELECT f.completion FROM certificate f JOIN certificate_end x ON x.code = f.code"
        " JOIN completion c ON c.id = f.completion WHERE x.kind = 'replaced' AND NOT EXISTS"
        " (SELECT 1 FROM certificate g JOIN completion d ON d.id = g.completion"
        " WHERE g.replaces = f.code AND d.person = c.person AND d.module = c.module)",
    ),
    (
        9,
        "completion {0}: its certificate names one that it replaces, and that was not replaced",
        "SELECT f.completion FROM certificate f WHERE f.replaces IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM certificate_end x WHERE x.code = f.replaces AND x.kind = 'replaced')",
    ),
    *map(_stands, (("otherwise", "id", "person", "id"), ("completion", "id", "person", "id"), _CERTIFICATE)),
    (
        10,
        "person {0}: the first attempt at thing {1} is not a finished one of theirs at it, or is practice",
        "SELECT f.person, f.thing FROM first_attempt f WHERE NOT EXISTS (SELECT 1 FROM attempt a"
        " WHERE a.id = f.attempt AND a.person = f.person AND a.thing = f.thing AND a.state = 'finished'"
        " AND NOT a.practice)",
    ),
    (
        10,
        "person {0}: has finished thing {1}, and no first attempt is kept",
        "SELECT DISTINCT a.person, a.thing FROM attempt a WHERE a.state = 'finished' AND NOT a.practice AND NOT EXISTS"
        " (SELECT 1 FROM first_attempt f WHERE f.person = a.person AND f.thing = a.thing)",
    ),
    (
        8,
        "attempt {0}: something is meant to be done after it, and it is open or no story",
        "SELECT i.attempt FROM intention i JOIN attempt a ON a.id = i.attempt JOIN thing t ON t.id = a.thing"
        " WHERE a.state <> 'finished' OR t.kind <> 'scenario'",
    ),
    (
        8,
        "attempt {0}: form {1} was put aside, and it is of no step that waits and of no story that is over",
        "SELECT u.attempt, u.number FROM unsent u JOIN attempt a ON a.id = u.attempt JOIN thing t ON t.id = a.thing"
        " WHERE CASE WHEN u.number < 0 THEN a.state <> 'finished' OR t.kind <> 'scenario' ELSE a.state <> 'open'"
        " OR u.number <> (SELECT count(*) FROM step s WHERE s.attempt = u.attempt) END",
    ),
    (
        10,
        "attempt {0}: form {1} was put aside by a person who is erased",
        "SELECT u.attempt, u.number FROM unsent u JOIN attempt a ON a.id = u.attempt JOIN person p ON p.id = a.person"
        " WHERE p.state = 'erased'",
    ),
    (
        10,
        "person {0}: manages a team, and does not hold the role of a manager",
        "SELECT DISTINCT m.person FROM management m WHERE (m.to_on IS NULL OR m.role IS NOT NULL) AND NOT EXISTS"
        " (SELECT 1 FROM role r WHERE r.person = m.person AND r.role = 'manager')",
    ),
    (
        10,
        "team {0}: is inside itself",
        "WITH RECURSIVE up(team, above) AS (SELECT id, parent FROM team WHERE parent IS NOT NULL"
        " UNION SELECT up.team, t.parent FROM up JOIN team t ON t.id = up.above WHERE t.parent IS NOT NULL)"
        " SELECT DISTINCT team FROM up WHERE above = team",
    ),
    (
        10,
        "person {0}: is the same as another, and can sign in, or has training of their own",
        "SELECT p.id FROM person p WHERE p.merged_into IS NOT NULL AND (p.state = 'active'"
        " OR EXISTS (SELECT 1 FROM attempt a WHERE a.person = p.id)"
        " OR EXISTS (SELECT 1 FROM completion c WHERE c.person = p.id)"
        " OR EXISTS (SELECT 1 FROM otherwise o WHERE o.person = p.id))",
    ),
    (
        10,
        "thing {0}: what is live is not what was published last",
        "SELECT l.thing FROM live l LEFT JOIN publication p ON p.thing = l.thing AND p.seq ="
        " (SELECT max(q.seq) FROM publication q WHERE q.thing = l.thing)"
        " WHERE p.version IS NULL OR p.version <> l.version",
    ),
    (
        10,
        "thing {0}: was retired, and is live",
        "SELECT l.thing FROM live l JOIN retirement r ON r.publication ="
        " (SELECT max(q.seq) FROM publication q WHERE q.thing = l.thing)",
    ),
    (
        10,
        "thing {0}: was published, and is neither live nor retired",
        "SELECT p.thing FROM publication p WHERE NOT EXISTS (SELECT 1 FROM live l WHERE l.thing = p.thing)"
        " GROUP BY p.thing HAVING max(p.seq) NOT IN (SELECT publication FROM retirement)",
    ),
)
