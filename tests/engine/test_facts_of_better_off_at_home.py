"""*Better off at home* remembers: what was asked, promised or left unasked at one gate is true at the next.

Each sentence is as it is shown. One that was written anew makes its test fail, and the fact is looked at again.
"""

import pytest

from tests.engine.plays import Plays, plays_of

LOTTIE_RUNG = "She gives you her own number."
FULL_SLATE, TWO_WORDS = "*Home good. School no. Hard: nights loud.", "Two words: *Nights loud.*"
BETTER_OFF = "That home'd be better off without her."
SOMETIMES, NEXT_MORNING = "*Sometimes* is left.", "*Sometimes. Not today.*"
EDWIN_SITS_UP = ("goes up in his socks.",)
AT_THE_WALL = '"Leave it on the wall," says Edwin.'
LETTER, THURSDAYS = "Two weeks on, Monday.", "September. Agnes has asked Hannah and Edwin herself"
CLEAN = "Slate clean since weds."
SAFER, THREE_NIGHTS, HARM = (
    "They are still at it when you let yourself out.",
    "Friday: Hannah.",
    "turns her chair round",
)


@pytest.fixture(scope="module")
def plays() -> Plays:
    return plays_of("child-mental-health", "better-off-at-home")


def test_lottie_is_remembered_where_she_was_asked_how_isla_answers_and_only_there(plays):
    at_the_shed, waiting = "It is so quiet that you hear the stream.", '"Then wait," Lottie had said.'
    for rung, shed, remembered in plays.showing(LOTTIE_RUNG, at_the_shed, waiting):
        assert remembered == (rung and shed)


def test_the_sitter_is_lottie_where_you_have_her_number_and_a_stranger_where_you_have_not(plays):
    agreed, lottie, stranger = '"I\'ll sit at the back," says Edwin.', "The sitter is Lottie", "the sitter, a stranger"
    for rung, both_go, is_lottie, is_stranger in plays.showing(LOTTIE_RUNG, agreed, lottie, stranger):
        assert (is_lottie, is_stranger) == (both_go and rung, both_go and not rung)


def test_the_book_that_isla_had_finished_is_seen_where_lottie_named_it_and_only_there(plays):
    for named, seen in plays.showing("She'd finished the book.", "Page four of the folder is the book"):
        assert named == seen


def test_the_slate_is_full_where_everybody_went_away_and_has_two_words_elsewhere(plays):
    went, at_nights = "You come back to a full slate.", "It may be owls."
    for all_went, nights, full, two in plays.showing(went, at_nights, FULL_SLATE, TWO_WORDS):
        assert (full, two) == (all_went, nights and not all_went)


def test_she_heard_somebody_breathe_where_somebody_sat_beside_her_and_only_there(plays):
    for sat, breathed in plays.showing("and the chalk doesn't move.", "Under them, smaller: *You breathe.*"):
        assert sat == breathed


def test_a_visit_on_thursday_and_an_accepted_folder_never_both_happened(plays):
    assert not plays.both("Next visit: Thursday, 14:00", "a Monday in August")


def test_what_edwin_does_at_night_is_heard_at_the_car_or_late_and_never_twice(plays):
    at_the_car, late = "Greta hears that today, you say, and why.", "It took Silas three visits to hear"
    for asked, letter, heard_late in plays.showing(at_the_car, LETTER, late):
        assert heard_late == (letter and not asked)


def test_isla_remembers_having_been_asked_in_her_fathers_hearing_where_she_was_and_only_there(plays):
    asked = ('"A bit of peace," says Edwin to the trailer.', '"Owls," says Edwin to the trailer.')
    for letter, remembered, *at_the_door in plays.showing(LETTER, "*You asked with Dad there.*", *asked):
        assert remembered == (letter and any(at_the_door))


def test_after_fergus_has_told_isla_is_asked_that_day_or_the_harm_is_told(plays):
    for told, asked, harm in plays.showing(
        BETTER_OFF, "*Are you thinking about suicide, about killing yourself?*", HARM
    ):
        assert told == (asked or harm)
        assert not (asked and harm)


def test_greta_heard_late_where_you_drove_back_without_ringing_her_and_only_there(plays):
    knows, late = "Greta knows, and has told children's social care.", '"I\'d have stayed on," she said.'
    evening, drove_first = "sets his cup down with care.", "Fergus, on the wall, stands up."
    for at_dark, drove, knew, heard_late in plays.showing(evening, drove_first, knows, late):
        assert (knew, heard_late) == (at_dark and not drove, drove)


def test_the_night_has_somebody_awake_and_edwin_slept_only_where_he_sat_up(plays):
    asleep, agnes = "not hurt, and Edwin asleep.", "Agnes is washing cups that are clean."
    for sat_up, morning, was_asleep, agnes_there in plays.showing(*EDWIN_SITS_UP, NEXT_MORNING, asleep, agnes):
        assert was_asleep == sat_up
        assert agnes_there == (morning and not sat_up)
    promised = '"I will," says Edwin'
    assert plays.always(promised, asleep)


def test_after_the_words_she_is_asked_again_in_the_morning_and_later_and_on_the_last_day(plays):
    later, last = "and asks about suicide: less, not today.", ("*Sad*, Hannah reads.", "*Sad. Not that.*")
    assert plays.always(SOMETIMES, NEXT_MORNING)
    assert plays.always(SOMETIMES, later)
    assert plays.always(CLEAN, *last)


def test_fergus_still_sleeps_on_the_landing_where_you_had_him_keep_it_and_only_there(plays):
    kept = ('"I was going to," says Fergus', "as if he had been told to fetch coal.")
    for thursdays, still, *told in plays.showing(THURSDAYS, "Fergus still sleeps on the landing.", *kept):
        assert still == (thursdays and any(told))


def test_fergus_misses_a_thursday_where_he_was_asked_again_and_only_there(plays):
    for again, three, missed in plays.showing(
        '"He\'s just read it out," says Fergus.', THREE_NIGHTS, "has missed another Thursday."
    ):
        assert missed == (again and three)


def test_the_number_is_gone_from_the_wall_where_it_was_left_there_and_only_there(plays):
    gone, silas = "The number had gone from the wall.", "Edwin has not been to the doctor. Silas has asked."
    for wall, safer, was_gone, not_been in plays.showing(AT_THE_WALL, SAFER, gone, silas):
        assert (was_gone, not_been) == (safer and wall, safer and not wall)


def test_a_voice_teaches_where_dr_bhatt_said_yes_and_hannah_waits_for_january_elsewhere(plays):
    agreed, voice = "by screen, camera off,", "A voice from the dresser teaches Isla maths."
    for yes, safer, taught, waits in plays.showing(agreed, SAFER, voice, "Dr Bhatt decides in January."):
        assert (taught, waits) == (safer and yes, safer and not yes)


def test_hannah_wrote_the_word_herself_where_you_stayed_on_the_line(plays):
    on_the_line, did = "*Sad*, Hannah reads. *Not that.*", '"I did write it," says Hannah.'
    rings, drove = "Nuala rings the house before five.", '"You drove all that way," says Hannah.'
    for stayed, three, wrote, rang, was_driven in plays.showing(on_the_line, THREE_NIGHTS, did, rings, drove):
        assert wrote == (stayed and three)
        assert was_driven == (three and not stayed)
        assert rang == (stayed and not three)


@pytest.mark.parametrize(
    ("named", "introduced"),
    [
        ("Nuala", ("Nuala, a nurse at CAMHS", "Nuala, a children's mental health nurse")),
        ("Agnes", ("Isla knows Agnes, ten minutes off", "Agnes, a neighbour")),
        ("Silas", ("Silas, a social worker",)),
        ("Dr Bhatt", ("Dr Bhatt, head of inclusion",)),
        ("Fergus, Isla's brother", ("Call: Isla's brother", "A quad bike stands across the road.")),
    ],
)
def test_whoever_is_named_is_introduced_on_every_play(plays, named, introduced):
    assert plays.always(named, *introduced)
