"""*Better off at home* remembers: what was asked, promised or left unasked at one gate is true at the next."""

import pytest

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "better-off-at-home")

LOTTIE_RUNG = "She gives you her own number."
FULL_SLATE, TWO_WORDS = "*Home good. School no. Hard: nights loud.", "Two words: *Nights loud.*"
BETTER_OFF = "That home'd be better off without her."
SOMETIMES, NEXT_MORNING = "*Sometimes* is left.", "*Sometimes. Not today.*"
EDWIN_SITS_UP = ("goes up in his socks.",)
AT_THE_WALL = '"Leave it on the wall," says Edwin.'
LETTER, THURSDAYS = "Two weeks on, Monday.", "September. Nuala comes weekly, and asks."
CLEAN = "Slate clean since weds."
SAFER, THREE_NIGHTS, HARM = (
    "They are still at it when you let yourself out.",
    "Friday: Hannah.",
    "turns her chair round",
)


def test_lottie_is_remembered_where_she_was_asked_how_isla_answers_and_only_there(plays):
    at_the_shed, waiting = "It is so quiet that you hear the stream.", '"Then wait," Lottie had said.'
    for rung, shed, remembered in plays.showing(LOTTIE_RUNG, at_the_shed, waiting):
        assert remembered == (rung and shed)


def test_the_sitter_is_lottie_where_you_have_her_number_and_a_stranger_where_you_have_not(plays):
    agreed, lottie, stranger = '"I\'ll sit at the back," says Edwin.', "The sitter is Lottie", "the sitter, a stranger"
    for rung, both_go, is_lottie, is_stranger in plays.showing(LOTTIE_RUNG, agreed, lottie, stranger):
        assert (is_lottie, is_stranger) == (both_go and rung, both_go and not rung)


def test_the_book_that_isla_had_finished_is_seen_where_lottie_named_it_and_only_there(plays):
    for named, seen in plays.showing("She'd finished the book.", "Page four is the book"):
        assert named == seen


def test_the_slate_is_full_where_everybody_went_away_and_has_two_words_elsewhere(plays):
    went, at_nights = "You come back to a full slate.", "The noise may be owls."
    for all_went, nights, full, two in plays.showing(went, at_nights, FULL_SLATE, TWO_WORDS):
        assert (full, two) == (all_went, nights and not all_went)


def test_she_heard_somebody_breathe_where_somebody_sat_beside_her_and_only_there(plays):
    for sat, breathed in plays.showing("and the chalk doesn't move.", "Under them, smaller: *You breathe.*"):
        assert sat == breathed


def test_a_visit_on_thursday_and_an_accepted_folder_never_both_happened(plays):
    assert not plays.both("Next visit: Thursday, 14:00", "the first Monday in August")


def test_what_edwin_does_at_night_is_heard_at_the_car_or_late_and_never_twice(plays):
    at_the_car, late = "Greta hears that today, you say.", "It took Silas three visits to hear"
    for asked, letter, heard_late in plays.showing(at_the_car, LETTER, late):
        assert heard_late == (letter and not asked)


def test_isla_remembers_having_been_asked_in_her_fathers_hearing_where_she_was_and_only_there(plays):
    asked = ('"A bit of peace," says Edwin to the trailer.', '"Owls," says Edwin to the trailer.')
    for letter, remembered, *at_the_door in plays.showing(LETTER, "*You asked with Dad there.*", *asked):
        assert remembered == (letter and any(at_the_door))


def test_after_fergus_has_told_isla_is_asked_that_day_or_the_harm_is_told(plays):
    for told, asked, harm in plays.showing(
        BETTER_OFF, "Are you thinking about suicide, about killing yourself?*", HARM
    ):
        assert told == (asked or harm)
        assert not (asked and harm)


def test_greta_heard_late_where_you_drove_back_without_ringing_her_and_only_there(plays):
    knows, late = "Greta knows, and has told children's social care.", '"I\'d have stayed on," she said.'
    hears = "Greta hears tomorrow. You told the council's night team."
    evening, drove_first = "sets his cup down with care.", "Fergus, on the wall, stands up."
    for at_dark, drove, knew, will_hear, heard_late in plays.showing(evening, drove_first, knows, hears, late):
        assert (knew, will_hear, heard_late) == (at_dark and not drove, drove, drove)


def test_the_night_has_somebody_awake_and_edwin_slept_only_where_he_sat_up(plays):
    asleep, agnes_sat = "not hurt, and Edwin asleep.", "when Agnes asked to sit by her."
    for sat_up, morning, was_asleep, agnes_up in plays.showing(*EDWIN_SITS_UP, NEXT_MORNING, asleep, agnes_sat):
        assert was_asleep == sat_up
        assert agnes_up == (morning and not sat_up)
    promised = '"I will," says Edwin'
    assert plays.always(promised, asleep)


def test_somebody_stays_with_isla_while_the_others_go_up_the_hill(plays):
    up_the_hill = AT_THE_WALL
    assert plays.always(up_the_hill, "Agnes stays, on the stair below Isla.")
    assert plays.always(NEXT_MORNING, "is washing clean cups.")


def test_isla_is_told_who_told_before_she_is_asked_and_says_how_she_will_be_asked_again(plays):
    asked = "Are you thinking about suicide, about killing yourself?*"
    assert plays.always(asked, "*Fergus was frightened for you, and told me. Mum knows.")
    assert plays.always(CLEAN, "Isla said how: *Mum. In chalk. Once.*")


def test_fergus_slept_where_you_took_the_night_from_him_and_only_there(plays):
    taken = ('"Who\'s having the landing, then?"', '"Who\'s asking her?" says Fergus.')
    for morning, slept, *told in plays.showing(NEXT_MORNING, "Fergus slept.", *taken):
        assert slept == (morning and any(told))


def test_fergus_says_that_there_was_more_where_he_had_rung_you_and_only_there(plays):
    for rang, gate, more in plays.showing("the first Monday in August", BETTER_OFF, '"I didn\'t say all of it,"'):
        assert more == (rang and gate)


def test_the_harm_comes_only_where_hannah_was_rung_before_greta(plays):
    assert plays.always(HARM, "Hannah asked, and Isla wrote *No*. Greta had gone by then;")
    assert not plays.both(HARM, SOMETIMES)


def test_after_the_words_she_is_asked_again_in_the_morning_and_later_and_on_the_last_day(plays):
    later, last = "and asks about suicide: less, not today.", ("*Sad*, Hannah reads.", "*Sad. Not that.*")
    assert plays.always(SOMETIMES, NEXT_MORNING)
    assert plays.always(SOMETIMES, later)
    assert plays.always(CLEAN, *last)


def test_fergus_still_sleeps_on_the_landing_where_you_had_him_keep_it_and_only_there(plays):
    kept = ('"Nothing," says Fergus', '"I said. I\'m all right," says Fergus.')
    for thursdays, still, *told in plays.showing(THURSDAYS, "Fergus still sleeps on the landing, between them.", *kept):
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
    agreed, voice = "by screen, camera off,", "A teacher on the tablet takes Isla for maths."
    for yes, safer, taught, waits in plays.showing(
        agreed, SAFER, voice, "Mum till January, you wrote to Isla, and why,"
    ):
        assert (taught, waits) == (safer and yes, safer and not yes)


def test_hannah_wrote_the_word_herself_where_you_stayed_on_the_line(plays):
    on_the_line, did = "*Sad*, Hannah reads. *Not that.*", '"I did write it," says Hannah.'
    rings, by_herself = "Nuala rings the house before five.", '"I wrote it by myself," says Hannah.'
    for stayed, three, wrote, rang, alone in plays.showing(on_the_line, THREE_NIGHTS, did, rings, by_herself):
        assert wrote == (stayed and three)
        assert alone == (three and not stayed)
        assert rang == (stayed and not three)


@pytest.mark.parametrize(
    ("named", "introduced"),
    [
        ("Nuala", ("Nuala, a nurse at CAMHS", "Nuala, a children's mental health nurse")),
        ("Agnes", ("Isla knows Agnes, across the stream,", "Agnes, a neighbour")),
        ("Silas", ("Silas, a social worker",)),
        ("Dr Bhatt", ("Dr Bhatt, head of inclusion",)),
        (
            "Fergus, Isla's brother",
            ("Call: Isla's brother", "A quad bike stands across the road, and on it Fergus, Isla's brother, 16."),
        ),
    ],
)
def test_whoever_is_named_is_introduced_on_every_play(plays, named, introduced):
    assert plays.always(named, *introduced)
