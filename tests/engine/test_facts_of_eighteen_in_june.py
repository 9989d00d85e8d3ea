"""*Eighteen in June* remembers: facts that a careless joining would get wrong, over every play of it."""

import pytest

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "eighteen-in-june")

ASKED_ON_MONDAY = ("He takes his hat off.", "He reads his own form, upside down.")
NOT_ASKED = ("It's two buses.", "He has the note at 09:15.")
ON_THE_STAIRS, AT_THE_DESK = "\"I thought you'd ask me this morning.", "Dr Ridley sees him alone."
THURSDAY, TEN_TO_TWELVE = "He has slept, and brought Dan.", "What's he keeping from me?"
AT_11_24, AT_12_02 = "It's Dan you want.", '"Is he going to die?"'
LAST = "A week after his birthday."
EAR, LETTER = "It is his ear.", "To come back: please telephone"
CANCELLED, HARM = "his plate is outside his door.", "Kofi has hurt himself."


def test_he_is_asked_about_suicide_in_april_on_every_play(plays):
    for *asked, stairs, desk in plays.showing(*ASKED_ON_MONDAY, ON_THE_STAIRS, AT_THE_DESK):
        assert sum((*asked, stairs, desk)) == 1
    for on_monday, buses, note, stairs, desk in plays.showing('"At night."', *NOT_ASKED, ON_THE_STAIRS, AT_THE_DESK):
        assert (buses or note) == (stairs or desk)
        assert on_monday != (stairs or desk)


def test_the_first_night_has_somebody_to_wake_on_every_play(plays):
    plans = (
        '"I\'m up at two anyway, love,"',
        "Course he can wake me,",
        "\"He'd ring me. For what, though?",
        "\"He's only through the wall.",
        "He wakes Dan, who rings her at the bakery;",
    )
    for thursday, *plan in plays.showing(THURSDAY, *plans):
        assert thursday and sum(plan) == 1


def test_he_knocks_in_vain_where_petra_was_to_be_woken_and_only_there(plays):
    for knocked, *petra in plays.showing(
        "he knocked for Petra, who was at the ovens.", '"I\'m up at two anyway, love,"', "Course he can wake me,"
    ):
        assert knocked == any(petra)


def test_he_takes_back_a_no_that_went_to_saskia_on_monday_and_only_that(plays):
    for back, waited, *at_once in plays.showing(
        '"I told you no. Can I change it?"',
        "You send Saskia that, in his words.",
        "You type *no, thank you*.",
        '"Not, nothing.',
    ):
        assert back == any(at_once)
        assert waited != back


def test_the_signs_are_recognised_where_saskia_was_asked_for_them_and_adwoas_call_where_she_was_rung(plays):
    for told, seen, rung, texted, hers in plays.showing(
        '"First he eats by himself.',
        "the last thing on Saskia's list.",
        '"Eats in his room.',
        '"Mum texted,"',
        '"It was you rang *me*,"',
    ):
        assert told == seen
        assert rung == texted == hers
        assert not (told and rung)


def test_his_mum_hears_it_from_him_where_you_left_it_to_him_and_he_asks_who_tells_her_where_you_did_not(plays):
    for canteen, knew, cried, ear, asks in plays.showing(
        "At noon she rings him, in the college canteen.",
        '"I didn\'t have to tell Mum,"',
        "On Friday he told his mum.",
        EAR,
        '"Does Mum get told?"',
    ):
        assert canteen == knew != cried
        assert asks == (ear and knew)


def test_weekend_nights_have_somebody_once_his_mum_knows(plays):
    assert plays.always(TEN_TO_TWELVE, "At weekends it's her he wakes.")


def test_saskia_hears_of_it_the_day_he_says_it_on_every_play(plays):
    told = (
        "With his yes, Saskia has it, and Dr Ridley.",
        "Saskia has it tonight, in his words,",
        "She writes it down, tells Saskia, and tells you.",
    )
    for thursday, *day in plays.showing(THURSDAY, *told):
        assert thursday and sum(day) == 1


def test_petra_knows_what_it_is_by_thursday_where_she_heard_a_score(plays):
    assert plays.always("Course he can wake me,", "That night he tells her why.")
    assert plays.always('"He\'d ring me. For what, though?"', '"Suicide," says Kofi, when you don\'t.')


def test_dan_finds_his_light_on_where_the_house_was_left_to_him_and_only_there(plays):
    for thinking, up in plays.showing('"When I\'ve thought how,"', '"I\'d have been *up*," says Dan to you.'):
        assert thinking == up


def test_till_may_you_see_him_yourself_where_saskia_lost_the_place(plays):
    for back, tuesdays in plays.showing('"I told you no. Can I change it?"', "till then you see him on Tuesdays."):
        assert back == tuesdays


@pytest.mark.parametrize(
    ("there", "then"),
    [
        ("You type *fine*, and stop.", "is booked with you again on Thursday."),
        (THURSDAY, '"I\'d sooner be woken," says Dan, when you ask.'),
        (AT_11_24, "You're sorry about Owain, you say."),
        (LAST, "so at four Kofi wakes Petra, who stays home."),
        (LAST, "He has cancelled his 09:10 with you."),
        (EAR, 'May his mum know? "If I say it."'),
        (LETTER, "You ring the team with the rest."),
    ],
)
def test_on_every_way_there_it_was_said(plays, there, then):
    assert plays.always(there, then)


def test_efua_has_seen_him_since_may_where_harriet_was_asked_for_that_and_only_there(plays):
    for yes, since, once, june in plays.showing(
        "*Our Efua, from May*",
        "Since May Efua has seen him with Saskia.",
        "I've met her once,",
        "On Tuesday he'll be 18.",
    ):
        assert since == (yes and june)
        assert once == (june and not yes)


def test_he_is_called_out_where_you_asked_for_now_and_sits_that_paper_again(plays):
    for quietly, doorway, tray, finished, ear, again in plays.showing(
        "Blessing says his name as quietly",
        '"Who\'s he lost?" says Blessing.',
        "His paper is in a tray at college.",
        "He finished the paper.",
        EAR,
        "He'll sit it again, by the door.",
    ):
        assert (quietly or doorway) == tray != finished
        assert again == (ear and tray)


def test_a_stranger_comes_where_saskias_hour_was_given_away_and_only_there(plays):
    for gone, kept_a, kept_b, hers, nurse, nice, an_hour in plays.showing(
        "At noon there's no answer to give, and the hour goes.",
        'Is it still mine?" It is, you say.',
        '"About the same, doctor."',
        AT_12_02,
        "a nurse whom he hasn't met.",
        '"She was nice,"',
        '"I had an hour,"',
    ):
        assert gone == nurse == nice
        assert an_hour == (kept_a or kept_b)
        assert hers == (gone or kept_a or kept_b)


def test_in_may_somebody_asks_in_the_word_on_every_play_and_his_mum_only_where_you_did_not(plays):
    for may, compared, by_mum, told_her, harm, asked_there in plays.showing(
        AT_11_24,
        '"About the same, doctor."',
        '"Are you thinking of killing yourself?"',
        "He tells her what he told you.",
        HARM,
        "Asks him about suicide, and stays till one.",
    ):
        assert may and compared == by_mum
        assert told_her + by_mum + harm == 1
        assert harm == asked_there


def test_whom_he_tells_of_the_ambulance_depends_on_how_far_he_trusts_you(plays):
    to_you, to_another = (
        '"Owain used to drive me to Saskia.',
        "About the ambulance he'll talk only to Dr Ridley.",
    )
    assert not plays.both(to_you, to_another)
    assert plays.always(to_another, "He says that to the printer.")


def test_the_night_after_he_says_it_again_has_a_plan_in_may_and_in_june(plays):
    assert plays.always(AT_12_02, "With Kofi: Mum; from two in the night, Petra's sister")
    assert plays.always(EAR, "He sleeps at home, made safer again, and wakes her;")
    assert plays.always(LETTER, "He sleeps at home, made safer again, and wakes her;")
    assert plays.always(CANCELLED, "Adwoa sits up with him.")


def test_who_writes_in_june_is_who_works_with_him(plays):
    for efua, saskia, last, alone, mondays, plate in plays.showing(
        "Efua, 08:44: Kofi's missed two",
        "Saskia, 08:44: Kofi's missed two",
        LAST,
        "Efua's Mondays go to somebody else till September.",
        "Efua gives him Mondays, at nine.",
        "Petra reads the sheet twice, standing up.",
    ):
        assert efua + saskia == last
        assert saskia == alone
        assert efua == (mondays or plate)


def test_petra_rings_where_she_was_given_the_signs_and_only_there(plays):
    for rang, last, for_her, for_both, letter, number in plays.showing(
        "\"He's carrying his plate up.",
        LAST,
        '"Thank you," says Adwoa. Efua\'s Mondays',
        "Petra reads the sheet twice, standing up.",
        LETTER,
        "On Thursday Petra rings the team",
    ):
        assert rang == (for_her or for_both)
        assert not rang or last
        assert number == (letter and rang)


def test_the_team_has_closed_him_where_you_told_it_to_and_only_there(plays):
    for typed, closed, kept, cancelled in plays.showing(
        "You type *his choice*.", "The team has closed him, and wants a new form.", "The team has kept him.", CANCELLED
    ):
        assert typed == closed
        assert closed + kept == cancelled


@pytest.mark.parametrize(
    ("named", "introduced"),
    [
        ("Zofia puts Kofi down for every Wednesday", "Petra's sister rings Zofia, at reception."),
        ("You hear it from Zofia", "Petra's sister rings Zofia, at reception."),
        ("to Mr Lacey: what you ask for", "Above her is Mr Lacey,"),
        ("with Dr Ridley and Blessing.", "Blessing, the college's safeguarding lead,"),
    ],
)
def test_whoever_is_named_late_was_introduced_before(plays, named, introduced):
    assert plays.always(named, introduced)
