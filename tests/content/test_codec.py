"""A compiled version survives JSON."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.content.codec import decode, decode_briefing, decode_facts, decode_html, decode_set, encode, encode_set
from quizapp.model.published import Compiled, CompiledSet
from quizapp.model.scenario import Compare, Visited
from tests.amounts import amounts

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8"), max_size=12))


GENTLY = settings(
    deadline=timedelta(seconds=10),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@amounts(quick=3, long=60)
def test_what_is_decoded_equals_what_was_encoded(amount: int) -> None:
    @settings(GENTLY, max_examples=amount)
    @given(st.from_type(Compiled))
    def survives(compiled: Compiled) -> None:
        texts, told = encode(compiled), compiled.scenario
        again = decode(compiled.version, *texts)
        assert again.scenario == compiled.scenario
        assert again.briefing == compiled.briefing
        assert dict(again.html) == dict(compiled.html)
        assert again.map == compiled.map
        assert dict(again.minutes_left) == dict(compiled.minutes_left)
        assert again.version == compiled.version
        assert decode_facts(texts[0]) == (told.title, told.minutes, told.learning_points)
        assert decode_briefing(texts[0]) == compiled.briefing and decode_html(texts[1]) == dict(compiled.html)

    survives()


@amounts(quick=3, long=60)
def test_a_decoded_set_equals_what_was_encoded(amount: int) -> None:
    @settings(GENTLY, max_examples=amount)
    @given(st.from_type(CompiledSet))
    def survives(compiled: CompiledSet) -> None:
        texts, told = encode_set(compiled), compiled.set
        again = decode_set(compiled.version, *texts)
        assert (again.set, again.briefing, again.version) == (compiled.set, compiled.briefing, compiled.version)
        assert dict(again.html) == dict(compiled.html)
        assert texts[2] == "null"
        assert decode_facts(texts[0]) == (told.title, told.minutes, told.learning_points)
        assert decode_briefing(texts[0]) == compiled.briefing

    survives()


@given(st.from_type(Compare | Visited))
def test_terms_keep_their_kind(term: Compare | Visited) -> None:
    from pydantic import TypeAdapter

    terms = TypeAdapter(tuple[Visited | Compare, ...])
    (again,) = terms.validate_json(terms.dump_json((term,)))
    assert type(again) is type(term)
    assert again == term


@pytest.mark.parametrize("broken", ["", "{}", '{"scenario": 1}', "null"])
def test_what_encode_never_wrote_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        decode("v", broken, "{}", '{"width":1,"height":1,"boxes":[],"lines":[]}')


@pytest.mark.parametrize(("model", "map"), [("", "null"), ("{}", "null"), ('{"set": 1}', "null"), ("{}", "{}")])
def test_what_encode_set_never_wrote_is_refused(model: str, map: str) -> None:
    with pytest.raises(ValueError, match=r"validation error|no map"):
        decode_set("v", model, "{}", map)
