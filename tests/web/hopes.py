"""Fields that nobody asked for, such as somebody might send who hopes that they change something."""

HOPES: dict[str, str | list[str]] = {
    **dict.fromkeys(("score", "percent", "num", "den", "mark", "marks", "word", "scorer", "seed"), "100"),
    **dict.fromkeys(("passed", "pass", "current", "is_admin", "admin", "demo", "active", "first_attempt"), "1"),
    **dict.fromkeys(("user", "user_id", "person_id", "owner", "actor", "attempt_id", "id", "team", "team_id"), "1"),
    **dict.fromkeys(("role", "roles", "roles[]", "group", "manages"), "administrator"),
    **dict.fromkeys(("at", "now", "started", "finished", "completed_at", "expires"), "2020-01-01T00:00:00Z"),
    **dict.fromkeys(("state", "status", "kind", "_method"), "finished"),
    **dict.fromkeys(("name", "email_key", "password_hash", "public_id", "token", "sid", "version"), "somebody"),
    **{name: ["0", "1", "2"] for name in ("choices", "choice[]", "choice_0", "position", "place", "answers", "steps")},
    **dict.fromkeys(("ending", "passage", "outcome", "result"), "ending-heard-and-shared"),
    **dict.fromkeys(("correct", "credit", "value", "matched", "chosen", "drawing", "order", "points", "knowing"), "1"),
    **dict.fromkeys(("person", "attempt", "code", "set", "completion", "by", "source", "minutes"), "1"),
    **dict.fromkeys(("reason", "reasons", "note", "revoked_at", "printed"), "Because"),
    **dict.fromkeys(("number", "step", "reflection", "reflection-99", "reflection-x", "reflection--1"), "99"),
}
