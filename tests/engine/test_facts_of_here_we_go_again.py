"""*Here we go again* remembers: what was said, rung and written stays true on every play."""

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "here-we-go-again")

KNEW_AT_ONCE, KNEW_LATE = "Nobody told me *hand*.", "Imelda has read *known belief*. So has Precious."
SHOES, FLOOR = "It says it's him or me, so.", "The doctor sits on the floor."
MEETING, YELLOW = "You stay on. Dr Wexford,", "Log: Handover, Thursday of the next week"
PUT_OFF, HARM = "It goes down as *settled*.", "Call: Tobias to Imelda, Tuesday"
ASKED_AT_ELEVEN = "Dr Wexford writes that she could decide it."
LAID_SIDE_BY_SIDE = ("You lay the visits beside the bad nights: six of seven.", "Then you lay visits beside bad nights")


def test_precious_knew_on_the_first_night_where_she_was_rung_then_and_only_there(plays):
    rung = ("Put that we disagreed,", "And who's in the house with him now?")
    waited = "looks grateful."
    noon, asking = '"So she has it," says Tobias.', "Precious is asking who wrote *known belief*"
    for seen in plays.showing(KNEW_AT_ONCE, KNEW_LATE, noon, waited, *rung):
        at_once, late, told_the_belief, was_waited, *was_rung = seen
        assert at_once == any(was_rung) and at_once != was_waited
        assert late == told_the_belief == was_waited
    for to_ring, to_see, *seen in plays.showing(
        "At eight you'll ring Precious", "Does Eleri want to see her mother?", *rung
    ):
        assert to_see == any(seen) != to_ring
    for told in (asking, '"For two days I thought that I knew,"'):
        assert plays.always(told, KNEW_LATE) and not plays.both(told, KNEW_AT_ONCE)


def test_the_boy_is_at_his_grans_on_every_play_before_anybody_says_so_to_eleri(plays):
    first_night, still, on_monday = (
        "The boy's at his gran's. Nobody tells",
        "The boy stays at his gran's; Precious rang her at six.",
        "rang Mrs Prosser; the boy is at his gran's.",
    )
    for shoes, early, stays, late in plays.showing(SHOES, first_night, still, on_monday):
        assert shoes and early == stays != late
    assert plays.always(on_monday, KNEW_LATE)


def test_the_doctor_asks_again_on_monday_where_she_answered_and_only_there(plays):
    answered, asked, read = (
        "With Eleri: you, then Lorcan, who knows",
        "Dr Wexford asked about suicide at eleven:",
        "Dr Wexford has read *the usual*.",
    )
    for yes, again, only_read in plays.showing(answered, asked, read):
        assert yes == again != only_read


def test_she_is_held_by_those_who_may_and_told_her_rights_and_never_where_she_stayed_by_a_form(plays):
    nurse, doctor, rights = (
        "A mental health nurse can (Mental Health Act,",
        "section 5(2): 72 hours at most.",
        "and her rights, with the number",
    )
    on_tuesday = "Hold and plan go on;"
    for may, held, told, still, put_off, met in plays.showing(nurse, doctor, rights, on_tuesday, PUT_OFF, MEETING):
        assert may
        assert held == told == still == met != put_off


def test_what_was_written_for_her_is_owned_to_her_on_every_play_and_imelda_has_heard_of_it(plays):
    for seen in plays.showing('"Rhodri I take seriously," you tell her.', "that you'd said *that was wrong*."):
        assert all(seen)


def test_rhodri_was_in_the_room_where_nobody_knew_and_she_had_not_been_asked_and_only_there(plays):
    for he_came, asked, at_once in plays.showing("Rhodri had come, too.", ASKED_AT_ELEVEN, KNEW_AT_ONCE):
        assert he_came == (not asked and not at_once)


def test_somebody_is_in_her_chair_whenever_she_is_hurt_or_leaves(plays):
    for seen in plays.showing(
        "Lorcan, in the chair, called Tobias.", "Lorcan behind her.", HARM, "Lorcan was in the chair"
    ):
        first, second, harm, last = seen
        assert first and second and harm == last


def test_after_she_says_yes_the_night_has_a_plan_and_a_door_that_stays_shut_its_own(plays):
    when = ("When it says count. When it gets light it goes.", "less when it gets light.")
    plan, second = "With Eleri: you, then Lorcan, who knows", "Where: day room, lamp on"
    for planned, *said in plays.showing(plan, *when):
        assert planned == (sum(said) == 1)
    for at_night, floor, harm in plays.showing(second, FLOOR, HARM):
        assert at_night == floor != harm


def test_she_is_asked_about_suicide_again_that_night_by_you_or_a_doctor_or_in_hospital(plays):
    by_you = ('"Which form?" Tobias writes down the time,', "She sits down on the floor in her coat.")
    by_the_doctor, in_hospital = "It's the doctor who asks about suicide.", "Dr Wexford is there by six, asks her about"
    straight, owned_up = '"You asked it like asking the time,"', 'At two: "I should have asked."'
    for seen in plays.showing(PUT_OFF, HARM, in_hospital, by_the_doctor, owned_up, straight, *by_you):
        put_off, harm, hospital, doctor, owned, as_asked, *asked = seen
        assert put_off == harm == hospital
        assert doctor == owned and as_asked == any(asked)
        assert put_off + doctor + sum(asked) == 1


def test_nobody_says_that_she_was_not_asked_on_a_play_on_which_she_answered(plays):
    unasked = "Nobody has asked again."
    asked = ("You're allowed to say that?", "At the boiler wall she covers her ears.")
    for nobody, *was in plays.showing(unasked, *asked):
        assert nobody != any(was)


def test_the_chair_moves_where_dr_wexford_was_asked_for_and_only_there(plays):
    put_down, moved = "Night, and the door.", "door open a hand's width, her face in view."
    for asked, is_moved in plays.showing(put_down, moved):
        assert asked == is_moved


def test_she_sees_her_mother_as_she_asked_and_remembers_it_where_she_could_be_asked(plays):
    came, other = "Mum by herself, as Eleri asked.", "Polite, thanked everybody. Settled since."
    can_decide, almost = "And Dr Wexford wrote that I can decide.", "And it's me who decides. I'm nearly eighteen."
    for asked, as_asked, went_well, wrote, said in plays.showing(ASKED_AT_ELEVEN, came, other, can_decide, almost):
        assert asked == as_asked == wrote
        assert went_well == said != asked


def test_the_house_is_warned_by_one_thing_that_was_said_and_it_shows_that_night_and_at_the_end(plays):
    said, text, expecting = '"Safeguarding?" says the man', "*What have you told them?*", "had been expecting them."
    home, at_the_door = "On Friday she goes home to a yellow room.", "He had asked Eleri, at the door,"
    passed_on = "Precious has it, with the man's words."
    for seen in plays.showing(said, text, YELLOW, expecting, home, at_the_door, passed_on, KNEW_AT_ONCE):
        warned, by_text, yellow, at_the_end, went_home, was_asked, precious_has_it, knew = seen
        assert warned == by_text
        assert precious_has_it == (warned and knew)
        assert (at_the_end, was_asked) == (warned and yellow, warned and went_home)


def test_the_school_is_there_where_the_sheet_was_fetched_and_only_there(plays):
    fetched, there, absent = (
        '"A family worker," says Precious.',
        "On the speaker: the boy's school,",
        "Nobody from the boy",
    )
    nurse, monday = "The school nurse sees her brother.", "Her brother's school heard only this Monday."
    for seen in plays.showing(fetched, MEETING, there, absent, YELLOW, nurse, monday):
        was, met, present, missing, ends, by_nurse, later = seen
        assert (present, missing) == (met and was, met and not was)
        assert (by_nurse, later) == (ends and was, ends and not was)


def test_she_says_that_she_was_woken_where_she_was_and_only_there(plays):
    woken, says = "She doesn't sleep again.", "You woke me to ask about him."
    for was, said in plays.showing(woken, says):
        assert was == said


def test_the_page_of_visits_is_at_the_meeting_where_it_was_made_and_only_there(plays):
    for met, page, *laid in plays.showing(MEETING, "Seven bad nights, six visits, on one page.", *LAID_SIDE_BY_SIDE):
        assert page == (met and any(laid))


def test_pav_comes_on_the_day_that_was_agreed(plays):
    tomorrow, used_up, pen = (
        "Ottilie underlines something.",
        "Eleri had used up her words.",
        "eleven questions about the pen",
    )
    for agreed, ends, was_too_much, talked in plays.showing(tomorrow, YELLOW, used_up, pen):
        assert was_too_much == agreed
        assert talked == (ends and not agreed)


def test_whoever_broke_her_trust_hears_it_from_the_wall_or_from_tobias(plays):
    shoes, looks = '"I can hear your shoes,"', "In the same voice, looking at you now:"
    assert not plays.both(shoes, looks)
    assert plays.always(looks, "Night, and the door.")
    assert plays.both(shoes, "She won't say it to you. She says it to Tobias")
