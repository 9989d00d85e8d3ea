"""Compiled versions to JSON and back, with nothing lost (DESIGN §5). The database keeps these strings as a cache."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from quizapp.model.briefing import Briefing
from quizapp.model.layout import MapLayout
from quizapp.model.published import Compiled, CompiledSet
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class _Model:
    scenario: Scenario
    briefing: Briefing
    minutes_left: dict[str, int]


@dataclass(frozen=True, slots=True)
class _SetModel:
    set: QuestionSet
    briefing: Briefing


_NO_MAP = "null"  # what a set has in place of a map

_MODEL = TypeAdapter(_Model)
_SET_MODEL = TypeAdapter(_SetModel)
_HTML = TypeAdapter(dict[str, str])
_MAP = TypeAdapter(MapLayout)


def encode(compiled: Compiled) -> tuple[str, str, str]:
    """Three JSON texts: the model (scenario, briefing and minutes left), the HTML by slot, and the map."""
    return (
        _MODEL.dump_json(_Model(compiled.scenario, compiled.briefing, dict(compiled.minutes_left))).decode(),
        _HTML.dump_json(dict(compiled.html)).decode(),
        _MAP.dump_json(compiled.map).decode(),
    )


def decode(version: str, model_json: str, html_json: str, map_json: str) -> Compiled:
    """The compiled version that `encode` was given, equal to it. ValueError where a text is not what it wrote."""
    model = _MODEL.validate_json(model_json)
    return Compiled(
        version=version,
        scenario=model.scenario,
        briefing=model.briefing,
        html=_HTML.validate_json(html_json),
        map=_MAP.validate_json(map_json),
        minutes_left=model.minutes_left,
    )


def encode_set(compiled: CompiledSet) -> tuple[str, str, str]:
    """Three JSON texts, as `encode` gives them: the model (set and briefing), the HTML by slot, and `null`."""
    return (
        _SET_MODEL.dump_json(_SetModel(compiled.set, compiled.briefing)).decode(),
        _HTML.dump_json(dict(compiled.html)).decode(),
        _NO_MAP,
    )


def encode_any(compiled: Compiled | CompiledSet) -> tuple[str, str, str]:
    """`encode` or `encode_set`, whichever it is for."""
    return encode_set(compiled) if isinstance(compiled, CompiledSet) else encode(compiled)


def decode_set(version: str, model_json: str, html_json: str, map_json: str) -> CompiledSet:
    """The compiled set that `encode_set` was given, equal to it. ValueError where a text is not what it wrote."""
    if map_json != _NO_MAP:
        raise ValueError("a question set has no map")
    model = _SET_MODEL.validate_json(model_json)
    return CompiledSet(version, model.set, model.briefing, _HTML.validate_json(html_json))
