"""The example scenario *Just a phase?* as model values: what is marked, where it leads and when it is offered."""

from quizapp.engine.story import Story
from quizapp.model.scenario import Outcome
from tests.engine.stories import choice, counter, ending, passage, told


def just_a_phase() -> Story:
    all_met = "safe-to-talk met, no-secrecy met, ask-about-safety met, tell-safeguarding-lead met"
    return told(
        passage(
            "monday-registration",
            choice("nothing-said", "talk-directly missed"),
            choice("five-minutes", "talk-directly met", changes="trust +1"),
            choice("her-mother", "talk-directly partly"),
        ),
        passage("her-mother", to="five-minutes"),
        passage(
            "nothing-said",
            choice("the-gap", "talk-directly missed, tell-safeguarding-lead missed"),
            choice("five-minutes", "talk-directly met, tell-safeguarding-lead met"),
            choice("five-minutes", "talk-directly met, tell-safeguarding-lead partly"),
        ),
        passage(
            "five-minutes",
            choice(
                "a-promise",
                "safe-to-talk missed, no-secrecy missed, ask-about-safety missed, tell-safeguarding-lead missed",
            ),
            choice("heard-and-shared", all_met, changes="trust +1"),
            choice(
                "six-hours",
                "safe-to-talk partly, no-secrecy met, ask-about-safety missed, tell-safeguarding-lead partly",
            ),
            choice("with-sana-beside-her", all_met, when="trust >= 2"),
            shown_if="visited #nothing-said",
        ),
        ending("heard-and-shared"),
        ending("with-sana-beside-her"),
        ending("six-hours", Outcome.UNCERTAIN),
        ending("a-promise", Outcome.HARM),
        ending("the-gap", Outcome.UNCERTAIN),
        points="talk-directly safe-to-talk",
        practices="tell-safeguarding-lead no-secrecy ask-about-safety",
        critical="tell-safeguarding-lead ask-about-safety",
        pass_percent=70,
        counters=(counter("trust", 1, 0, 3),),
    )
