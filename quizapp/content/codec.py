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


@dataclass(frozen=True, slots=True)
class _Told:
    title: str
    minutes: int
    learning_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _FactsModel:
    """The same JSON as of a model or a set model, of which this much is read."""

    scenario: _Told | None = None
    set: _Told | None = None


@dataclass(frozen=True, slots=True)
class _BriefingModel:
    briefing: Briefing


_NO_MAP = "null"  # what a set has in place of a map

_MODEL = TypeAdapter(_Model)
_SET_MODEL = TypeAdapter(_SetModel)
_FACTS = TypeAdapter(_FactsModel)
_BRIEFING = TypeAdapter(_BriefingModel)
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


def decode_facts(model_json: str) -> tuple[str, int, tuple[str, ...]]:
    """Title, minutes and learning points of a scenario or set, in much less time than all of it takes to decode."""
    model = _FACTS.validate_json(model_json)
    told = model.scenario or model.set
    if told is None:
        raise ValueError("neither a scenario nor a set")
    return told.title, told.minutes, told.learning_points


def decode_briefing(model_json: str) -> Briefing:
    """The briefing that a scenario or set was compiled with, in the same way."""
    return _BRIEFING.validate_json(model_json).briefing


def decode_html(html_json: str) -> dict[str, str]:
    """The HTML by slot."""
    return _HTML.validate_json(html_json)
