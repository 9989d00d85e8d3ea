"""What the wording of a module gives away (FORMAT §7): figures of its text, and plays of its stories by form."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from quizapp.content.form.figures import KindOfFiles, kind_of_scenarios, kind_of_sets, ways_to_pick
from quizapp.content.form.findings import told_by_learner, told_by_plays
from quizapp.content.modules import Module
from quizapp.engine.story import Story
from quizapp.engine.walk.picking import form_plays
from quizapp.engine.walk.states import States
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.form import BY_TELL, FormPlays, ModuleForm, Tell
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario


@dataclass(slots=True)
class Telling:
    """One module while it is checked: what is known of its wording, and the plays of its scenarios so far by path."""

    module: Module
    scenarios: KindOfFiles | None
    sets: KindOfFiles | None
    plays: dict[str, FormPlays] = field(default_factory=dict)

    def play(self, story: Story, found: States, *, exactly: bool) -> tuple[Diagnostic, ...]:
        """Play a scenario by every way of picking, and say what is wrong with that; `found` are its states.

        `exactly` plays as often as FORMAT says for the figures; otherwise until it is plain what is to be said.
        """
        scenario = story.scenario
        ways, of_questions = ways_to_pick(scenario, self.scenarios, self.sets)
        played = form_plays(story, found, ways, of_questions, whole=exactly)
        self.plays[scenario.span.path] = played
        return tuple(told_by_plays(played, scenario.span.path))

    def of_learner(self) -> tuple[Diagnostic, ...]:
        """What is said of the module, where the learner passes its scenarios; after they were played."""
        briefing = self.module.briefing
        shares = {path: dict(played.by_tell).get(Tell.LEARNER) for path, played in self.plays.items()}
        ids = {scenario.span.path: scenario.id for scenario in self.module.scenarios}
        played = {path: share for path, share in shares.items() if share is not None}
        passed = [ids[path] for path, share in sorted(played.items()) if share > BY_TELL]
        return tuple(told_by_learner(passed, len(played), briefing.span.path)) if briefing is not None else ()

    def form(self, folder: str, only: Container[str] | None) -> ModuleForm:
        """The figures of the module and of its files (those in `only`); of a module in part, of each file by itself."""
        scenarios, sets = self.module.scenarios, tuple(self.module.sets.values())
        if self.scenarios is not None:
            form = form_of(folder, scenarios, sets)
        else:
            alone = [
                *(form_of(folder, (one,), ()) for one in scenarios),
                *(form_of(folder, (), (one,)) for one in sets),
            ]
            form = replace(
                form_of(folder, (), ()),
                scenarios=tuple(chain.from_iterable(one.scenarios for one in alone)),
                sets=tuple(chain.from_iterable(one.sets for one in alone)),
            )
        return replace(
            form,
            scenarios=tuple(file for file in form.scenarios if only is None or file.path in only),
            sets=tuple(file for file in form.sets if only is None or file.path in only),
            plays=tuple((path, plays) for path, plays in sorted(self.plays.items()) if only is None or path in only),
        )


def telling(module: Module, whole: bool) -> Telling:
    """A module to be checked. Without its other files, nothing can be learned from them."""
    if not whole:
        return Telling(module, None, None)
    return Telling(module, kind_of_scenarios(module.scenarios), kind_of_sets(module.sets.values()))


def form_of(folder: str, scenarios: Sequence[Scenario], sets: Sequence[QuestionSet]) -> ModuleForm:
    """The figures of these scenarios and sets of a module; nothing is played."""
    of_scenarios, decisions = kind_of_scenarios(scenarios).figures()
    of_sets, questions = kind_of_sets(sets).figures()
    return ModuleForm(folder, of_scenarios, of_sets, decisions, questions)
