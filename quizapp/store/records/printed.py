"""What a certificate says, as it is stored: a JSON object, fixed when it is issued."""

import json
from dataclasses import asdict
from datetime import date

from quizapp.model.completion import Printed

_LATER = ("issuer", "published_on", "recorded_on")  # which those of before do not have
_DAYS = ("published_on", "recorded_on")  # empty where there is none


def as_json(printed: Printed) -> str:
    """What a certificate says, as text to be stored."""
    days = {name: day.isoformat() if (day := getattr(printed, name)) else "" for name in ("on", *_DAYS)}
    return json.dumps({**asdict(printed), **days}, ensure_ascii=False, sort_keys=True)


def read(text: str) -> Printed:
    """What a certificate says, looked at part by part; ValueError where it is something else."""
    found = json.loads(text)
    if isinstance(found, dict):
        found = {**dict.fromkeys(_LATER, ""), **found}
    texts = ("name", "module", "module_title", "version", "on", "source", *_LATER)
    kinds: dict[str, type] = dict.fromkeys(texts, str)
    kinds |= {"topics": list, "minutes_nominal": int, "minutes_taken": int}
    if not isinstance(found, dict) or {key: type(value) for key, value in found.items()} != kinds:
        raise ValueError("what a stored certificate says is incomplete")
    if not all(isinstance(topic, str) for topic in found["topics"]):
        raise ValueError("a stored certificate's topics are no texts")
    days = {name: date.fromisoformat(found[name]) if found[name] else None for name in _DAYS}
    return Printed(**{**found, **days, "on": date.fromisoformat(found["on"]), "topics": tuple(found["topics"])})
