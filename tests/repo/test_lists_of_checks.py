"""A check is one function and one line in the list of what it looks at: a scenario, a set, a module, a walked story."""

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from quizapp.content import checks as scenario_checks
from quizapp.content import module_checks
from quizapp.content.checks import ScenarioSubject
from quizapp.content.module_checks import ModuleSubject
from quizapp.content.questions import checks as set_checks
from quizapp.content.questions.checks import SetSubject
from quizapp.engine.walk import findings, searches
from quizapp.engine.walk import walk as walk_module
from quizapp.engine.walk.walked import Walked
from quizapp.model.diagnostics import Diagnostic

LISTS: dict[str, tuple[type, tuple[ModuleType, ...], tuple[Callable[..., object], ...]]] = {
    "a scenario": (ScenarioSubject, (scenario_checks,), scenario_checks.CHECKS),
    "a set": (SetSubject, (set_checks,), set_checks.CHECKS),
    "a module": (ModuleSubject, (module_checks,), module_checks.CHECKS),
    "a walked story": (Walked, (findings, searches), walk_module.CHECKS),
}


def written_in(modules: tuple[ModuleType, ...], subject: type) -> set[str]:
    """The functions of these modules that have the shape of a check of this."""
    return {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if [p.annotation for p in inspect.signature(function).parameters.values()] == [subject]
        and inspect.signature(function).return_annotation == Iterator[Diagnostic]
    }


@pytest.mark.parametrize("of", LISTS)
def test_every_function_of_a_checks_shape_is_in_its_list_once(of: str) -> None:
    subject, modules, listed = LISTS[of]
    names = [check.__name__ for check in listed]
    assert written_in(modules, subject) == set(names)
    assert len(names) == len(set(names)) >= 3
