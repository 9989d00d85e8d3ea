"""*Third letter* remembers: what its readers once found forgotten holds on every play."""

import pytest

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "third-letter")

HE_SAYS_IT, POPPY_SAYS_IT = "I think about if I wasn't here.", "\"Joel said, if he wasn't here"
PROMISED, PROMISED_THE_ANSWER = "He picks moss out of the step.", 'He checks your face. "You said."'
TAKEN_BACK, TOLD_ON_SUNDAY = '"I shouldn\'t have promised," you tell Joel', "You say yes, and sorry, to both of them."
FIVE_WEEKS = "Nobody rings about Joel. He is closed;"
ON_WEDNESDAYS = "Wednesday, ten past eight, Mr Bell's prep room."
LAST = "The bench is dry, and Joel isn't here."
DIARY, BENCH = "Log: Your diary, Wednesdays", "he is at the bench with his back to you."
PAID_IN_LUNCH_HOURS = '"I didn\'t hear that," says Steph.'


@pytest.mark.parametrize(
    ("name", "introductions"),
    [
        ("Mrs Okafor", ("Mrs Okafor, deputy safeguarding lead", "Mrs Okafor, at school,")),
        ("Dr Anand", ("Dr Anand, the clinical lead", "Dr Anand, clinical lead")),
        ("Dr Iqbal", ("Dr Iqbal, Monday", "Dr Iqbal, the GP")),
        ("Mrs Shaw", ("Mrs Shaw opposite",)),
        ("Mr Bell", ("Mr Bell, the technician",)),
    ],
)
def test_whoever_is_named_is_introduced_on_every_play(plays, name, introductions):
    named = plays.first_named(name)
    assert all(words.startswith(introductions) for words in named)
    assert all(any(words.startswith(one) for words in named) for one in introductions)


def test_the_night_after_the_words_has_one_plan_on_every_play(plays):
    plans = ("With Joel: Rachel, in his room", "she sleeps beside Joel, and makes the house safer", "They make a plan")
    for seen in plays.showing(HE_SAYS_IT, POPPY_SAYS_IT, *plans):
        assert (sum(seen[:2]), sum(seen[2:])) in ((1, 1), (0, 0))


def test_the_night_after_his_sign_comes_back_has_a_plan_too(plays):
    assert plays.always(DIARY, "Rachel sleeps in his room tonight, the crisis line by the bed")
    assert plays.always(BENCH, "Rachel, who will sleep in his room, the crisis line by the bed.")
    for last, diary, bench in plays.showing(LAST, DIARY, BENCH):
        assert diary + bench == last


@pytest.mark.parametrize("told", [HE_SAYS_IT, POPPY_SAYS_IT])
def test_after_the_words_he_is_asked_about_suicide_by_name_and_again_until_the_end(plays, told):
    by_you, again = "Tonight I've got the filter to do.", "You ask about suicide now, and about tonight."
    by_rachel, by_a_nurse = '"Do you mean killing yourself?"', "and a nurse asks him about suicide"
    assert plays.always(told, by_you, again, by_rachel, by_a_nurse)
    assert plays.always(told, "You ask about suicide on each visit, and tell Marcus.")
    assert plays.always(
        told, "You ask him then.", "Joel comes to the telephone.", 'You ask about suicide. "Not today,"'
    )


@pytest.mark.parametrize("promised", [PROMISED, PROMISED_THE_ANSWER])
def test_a_promise_is_owned_up_to_on_every_play_that_gave_it(plays, promised):
    assert plays.always(promised, TAKEN_BACK, TOLD_ON_SUNDAY)
    assert not plays.both(TAKEN_BACK, TOLD_ON_SUNDAY)


def test_his_doubt_comes_where_a_promise_was_broken_or_he_was_closed_and_only_there(plays):
    doubt = '"You say that," says Joel.'
    for seen in plays.showing(ON_WEDNESDAYS, doubt, PROMISED, PROMISED_THE_ANSWER, FIVE_WEEKS):
        later, doubted, *reasons = seen
        assert doubted == (later and any(reasons))


def test_somebody_other_than_joel_takes_poppy_to_school_on_wednesdays(plays):
    assert plays.always(ON_WEDNESDAYS, "Mrs Shaw opposite takes Poppy in now.")


def test_nobody_forgets_poppy_where_mrs_shaw_was_asked(plays):
    forgotten = "nobody had asked who takes Poppy in. Joel did."
    at_first, that_night = "says Rachel, who has never asked, and rings her.", "Mrs Shaw opposite will have Poppy,"
    for seen in plays.showing(ON_WEDNESDAYS, forgotten, at_first, that_night):
        later, was_forgotten, *asked = seen
        assert was_forgotten == (later and not any(asked))


def test_poppys_teacher_is_remembered_where_she_was_asked_and_rachel_is_asked_elsewhere(plays):
    kitchen, by_teacher = "puts a hand in Joel's own tank.", "Her teacher finds Poppy too quiet, you tell Rachel, low."
    by_rachel = "How is Poppy? you ask Rachel."
    to_school = ('"I know the head there,"', "The next day Joel is by the door.")
    for at_home, teacher, rachel, *said in plays.showing(kitchen, by_teacher, by_rachel, *to_school):
        assert teacher == (at_home and any(said))
        assert rachel == (at_home and not any(said))


def test_the_school_rings_where_it_was_told_the_sign_and_only_there(plays):
    rings = "Mrs Okafor, at school, rang you on your way. \"He's walked past the tank since Monday,"
    asked = '"Walked past it since Monday," says Mr Bell'
    told = ('"That I can see from the corridor."', "The next day Joel is by the door.", "*Stops doing the water.")
    for seen in plays.showing(LAST, rings, asked, *told):
        last, school_rings, bell_is_asked, *was_told = seen
        assert (school_rings, bell_is_asked) == (last and any(was_told), last and not any(was_told))


def test_his_sign_is_told_once_on_every_play_that_comes_to_the_five_weeks(plays):
    from_school, known = '"I\'d stop doing the tank."', "You know his sign, the tank."
    told_late = "he'd stop doing his fish tank at school."
    for five_weeks, school, remembered, first_told in plays.showing(FIVE_WEEKS, from_school, known, told_late):
        assert remembered == (five_weeks and school)
        assert first_told == (five_weeks and not school)


def test_no_page_says_that_a_school_which_was_told_has_heard_nothing(plays):
    waiting = "Nobody has told the school that he is waiting."
    assert plays.always(waiting, FIVE_WEEKS)
    assert not any("heard nothing" in page for page in plays.pages())


def test_the_desk_knows_of_the_visit_where_it_was_agreed_and_nobody_where_it_was_not(plays):
    agreed, knows = "Six visits, where he'll talk.", "The duty desk knows where you are, and until when."
    alone, later = "Nobody at work knows that you are here.", "Steph heard of your lunch hours from Marcus."
    for was_agreed, desk_knows, lunch, nobody_knows, found_out in plays.showing(
        agreed, knows, PAID_IN_LUNCH_HOURS, alone, later
    ):
        assert was_agreed == desk_knows
        assert lunch == nobody_knows == found_out


def test_marcus_speaks_first_on_friday_where_he_was_told_on_thursday_and_only_there(plays):
    told, speaks = "Marcus turns off his screen to listen.", '"I\'d want somebody to see the boy," says Marcus.'
    surprised = '"Since Tuesday?" says Marcus.'
    for was_told, has_spoken, was_surprised, friday in plays.showing(told, speaks, surprised, "Nine of you, in coats."):
        assert (has_spoken, was_surprised) == (was_told and friday, friday and not was_told)


def test_five_weeks_are_remembered_by_the_scales_and_by_joel(plays):
    by_rachel, by_joel = '"He says Thursday at four, then, if you like."', '"So it\'s *to* me, not *about* me."'
    weighed, remembered = "Dr Iqbal has weighed him: no lighter.", '"You took five weeks, once," says Joel.'
    for rachel, joel, scales, diary, said in plays.showing(by_rachel, by_joel, weighed, DIARY, remembered):
        assert scales == (rachel or joel)
        assert said == (scales and diary)


def test_he_is_woken_where_you_asked_for_it_and_asked_at_eleven_where_you_let_him_sleep(plays):
    now, at_eleven = "He answers the door himself.", "At eleven he is on the stairs. You ask him then."
    went, waited = "Bev texts back: *Go*.", '"I\'ll sit on the stairs."'
    for seen in plays.showing(now, at_eleven, went, waited):
        assert seen[:2] == seen[2:] and sum(seen[:2]) <= 1


def test_he_is_closed_by_one_thing_that_was_said_and_only_on_the_ways_to_the_five_weeks(plays):
    in_the_tray = ("Joel opens both on Saturday.", "At midnight the letter goes.")
    on_friday = ("and on Monday the letter goes.", "On Monday the letter goes.")
    meeting, warned = "Nine of you, in coats.", "Joel's letter goes on Monday."
    for closed, met, was_warned, *goes in plays.showing(FIVE_WEEKS, meeting, warned, *in_the_tray, *on_friday):
        assert sum(goes) == closed
        assert met == was_warned
        assert not (met and any(goes[:2]))


def test_poppys_school_is_asked_only_where_rachel_had_sent_you_there(plays):
    sent = 'both schools: "Ask there about Poppy.'
    assert plays.always('"I know the head there,"', sent)
    assert plays.always("The next day Joel is by the door.", sent)


def test_he_is_asked_where_and_when_again_only_after_he_has_said_it(plays):
    assert plays.always('"I just *said*,"', "And not after school, I get Poppy.")


def test_whoever_decides_is_there_and_writes_the_answer(plays):
    away, answer = "the clinical lead, is away; until Wednesday, Marcus decides.", "From: Marcus"
    assert plays.always(answer, away)
    assert plays.always("Dr Anand is to read it on Wednesday,", away)
    assert not plays.both(answer, "Dr Anand is to read it on Wednesday,")


def test_nobody_opened_before_the_nine_days_and_he_is_asked_about_suicide_after_them(plays):
    at_the_door = ('"Whatever," says Joel.', '"OK," says Joel.', '"None," says Joel.')
    asked = "On Monday, before school, you ring, and ask Joel about suicide."
    for nine_days, was_asked, let_in, *said in plays.showing("nine days later", asked, "Shoes off.", *at_the_door):
        assert nine_days == was_asked == any(said)
        assert not (nine_days and let_in)


def test_what_rachel_had_arranged_is_told_before_anybody_asks_for_it_and_kept_after(plays):
    arranged, refused = "young carer's assessment is next week, I asked.", '"That\'s done," says Rachel.'
    later = "Rachel has her GP come to the house, and has asked the council's Family Help"
    assert plays.always(refused, arranged)
    assert plays.always(arranged, later)
    assert plays.always(ON_WEDNESDAYS, later)


def test_it_comes_to_ten_past_eight_by_what_was_offered_or_by_what_he_then_said(plays):
    early, after_school, far = (
        "You'd have to hold the bucket,",
        "who wants the net. The week after,",
        "The week after, it's the prep",
    )
    for later, *ways in plays.showing(ON_WEDNESDAYS, early, after_school, far):
        assert sum(ways) == later
    assert plays.always(ON_WEDNESDAYS, "And not after school, I get Poppy.")


def test_the_letter_is_cancelled_where_marcus_said_yes_and_closes_him_where_nobody_was_asked(plays):
    answer, cancelled = "From: Marcus", "The letter is cancelled."
    closed, again = "The letter closes him on Monday.", "Joel is open again;"
    for yes, is_cancelled, lunch, is_closed, is_open in plays.showing(
        answer, cancelled, PAID_IN_LUNCH_HOURS, closed, again
    ):
        assert yes == is_cancelled
        assert lunch == is_closed == is_open


def test_in_the_five_weeks_the_school_had_nothing_to_ring_about_where_it_was_told_of_the_seat(plays):
    silent, seat = "Mrs Okafor, at school, hasn't rung.", "At school they watch his seat."
    told = ('"That I can see from the corridor."', "The next day Joel is by the door.")
    of_the_seat = ("She writes *seat* on her hand.", "and writes *seat* on her hand.")
    for five_weeks, is_silent, is_seat, *said in plays.showing(FIVE_WEEKS, silent, seat, *told, *of_the_seat):
        assert (is_silent, is_seat) == (five_weeks and any(said[:2]), five_weeks and any(said[2:]))


def test_joel_is_at_home_when_he_answers_and_by_himself_when_he_is_asked_about_suicide(plays):
    at_home = "he's off school today."
    assert plays.always("No, says Joel from his room, not suicide,", at_home)
    assert plays.always('"He says Thursday at four, then, if you like."', at_home)
    assert plays.always("Any thoughts of suicide?", "He takes it upstairs. Any thoughts")


def test_rachel_is_asked_whether_she_can_wherever_the_night_rests_on_her(plays):
    nights = ("With Joel: Rachel, in his room", "she sleeps beside Joel, and makes the house safer", "They make a plan")
    asked = ('"Can you, Rachel?"', '"Can you, tonight?" Marcus asks her.', "Rachel, who says she can, sleeps")
    fallback = ("If I can't, I'll ring that line.", "or she can't, the crisis line,", "rings again if she can't.")
    for seen in plays.showing(*nights, *asked, *fallback):
        assert seen[:3] == seen[3:6] == seen[6:]


def test_poppy_who_heard_it_is_told_that_joel_is_being_helped(plays):
    by_you, by_others = "Joel is being helped, you've told her.", "told that Joel is being helped."
    assert plays.always(POPPY_SAYS_IT, by_you, by_others)


def test_he_is_met_at_one_hour_and_no_ending_remembers_what_only_some_ways_had(plays):
    assert plays.always(DIARY, ON_WEDNESDAYS)
    assert plays.always(DIARY, "08:10: Joel, prep room. At home instead.")
    assert not any("08:15" in page for page in plays.pages())
    assert not any("the bucket" in page or "a page of his own" in page for page in plays.pages())
