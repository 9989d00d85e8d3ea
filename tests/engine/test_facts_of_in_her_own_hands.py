"""*In her own hands* remembers: what was written, asked and stopped holds on every play."""

import pytest

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "in-her-own-hands")

ASLEEP = "In bed I want to be asleep, and not wake up."
SHE_THINKS_IT = "I wouldn't do it. I want the taxi gone, not me."
BY_THE_LEAD = "Ms Quill comes, and asks it plainly."
FRIDAY = "Friday, 08:54, by the coat pegs."
TEN_DAYS, ONE_O_CLOCK = "Friday of the next week, 12:25.", "One o'clock. Yolande has"
TONIGHT, AT_THE_TABLE = "Record: Plan, Friday", "Eleven people, two interpreters, a plate of biscuits;"
LAST = "A Tuesday, three weeks later, 12:20."
TIME_OUT, TWENTY_PAST = "writes the time out herself.", "Your next drop-in is on Friday, at twenty past twelve."
NOT_USED, ON_THE_WARD = "*Attended, not used*", "Log: Children's ward"
TO_MS_QUILL = ('"It\'s a name, so far."', '"Who says afraid?"')
WRITTEN_AS_SEEN = ('"It\'s a name, so far."', "\"I'm 'eyebrows',\" says Mr Pardoe.")


@pytest.mark.parametrize(
    ("name", "introductions"),
    [
        ("Yolande", ("Yolande has an interpreter's badge", "Yolande, the interpreter,")),
        ("Mrs Achterberg", ("Mrs Achterberg, the head,",)),
        ("Nkechi", ("Nkechi, her mother",)),
        ("Hettie", ("Hettie, an advocate",)),
        ("Corin", ("Corin's eight,", "Corin. He's eight.")),
    ],
)
def test_whoever_is_named_is_introduced_on_every_play(plays, name, introductions):
    named = plays.first_named(name)
    assert all(words.startswith(introductions) for words in named)
    assert all(any(words.startswith(one) for words in named) for one in introductions)


def test_after_her_words_about_not_waking_up_she_is_asked_once_that_hour_and_there_is_a_plan(plays):
    plan = "With Amara: Nkechi, her mother, who signs a little, until 02:00; then Emeka; a lamp on"
    for told, *and_then in plays.showing(ASLEEP, SHE_THINKS_IT, TONIGHT, plan):
        assert all(step == told for step in and_then)


def test_she_hears_that_a_danger_is_passed_on_and_somebody_who_signs_stays_till_yolande_is_back(plays):
    rules = ("You tell Amara what you tell every child:", "Yolande signs what every child is told:")
    for told, stays, soon, late in plays.showing(ASLEEP, "Mr Pardoe, who signs, will stay with Amara.", *rules):
        assert soon + late == told == stays


def test_the_lead_asks_where_you_did_not_and_only_there(plays):
    asked = ("Her eyes stay open.", "She answers the first.")
    for by_the_lead, told, *by_you in plays.showing(BY_THE_LEAD, ASLEEP, *asked):
        assert by_the_lead == (told and not any(by_you))


def test_every_ending_after_her_two_signs_says_who_is_there_that_night(plays):
    nights = {
        TIME_OUT: "Tonight Nkechi will sleep in Amara's room;",
        TWENTY_PAST: "Nkechi by her bed; the crisis team, who ring at six;",
        NOT_USED: "Nkechi, her mother, sleeps beside her;",
        ON_THE_WARD: "mother on the bed. The interpreter stays.",
    }
    for ending, night in nights.items():
        assert plays.always(ending, night)


def test_what_is_told_about_corin_is_passed_on_wherever_it_is_told(plays):
    assert plays.always(ASLEEP, "Corin's school is told.")
    assert plays.always(ASLEEP, "He has been seen; his new escort signs.")


def test_yolande_comes_after_three_days_or_after_ten_and_never_twice(plays):
    for told, soon, late, not_used, ward in plays.showing(ASLEEP, ONE_O_CLOCK, TEN_DAYS, NOT_USED, ON_THE_WARD):
        assert soon + late == 1
        assert told == (soon or not (not_used or ward))
        assert not (soon and (not_used or ward))


def test_the_fleece_covers_the_zigzags_before_she_tells_on_every_way(plays):
    asked_for, at_once, on_the_late_way = "May I have your fleece?", "Amara watches the zip go up.", "In your fleece,"
    for told, late, *covered in plays.showing(ASLEEP, TEN_DAYS, asked_for, at_once, on_the_late_way):
        assert sum(covered) == told
        assert covered[-1] == (told and late)


def test_whom_she_wanted_is_kept_and_told_where_she_was_asked_and_only_there(plays):
    asked, complains = '"A woman. Not one who knows Mum\'s friends."', '"And nobody asked who I wanted."'
    kept_soon, kept_late = "You have told her: a woman, from another town,", "Yolande is from another town,"
    for was_asked, soon, told, complaint, *kept in plays.showing(
        asked, ONE_O_CLOCK, ASLEEP, complains, kept_soon, kept_late
    ):
        assert complaint == (soon and not was_asked)
        assert kept == [soon and was_asked, told and not soon and was_asked]


def test_ms_quill_acts_in_the_ten_days_where_she_was_told_on_tuesday_and_only_there(plays):
    rode = "Ms Quill has ridden in the taxi,"
    for late, has_ridden, *on_tuesday in plays.showing(TEN_DAYS, rode, *TO_MS_QUILL):
        assert has_ridden == (late and any(on_tuesday))


def test_each_ending_after_ten_days_says_how_she_gets_home(plays):
    assert plays.always(NOT_USED, "Emeka takes Amara home.")
    assert plays.always(ON_THE_WARD, "the taxi takes Amara home.")


def test_ms_quill_is_at_the_gate_and_has_the_number_where_she_was_told_on_tuesday_and_only_there(plays):
    gate, number, search = (
        "saw her climb out before",
        "been *looking into it* since that Tuesday.",
        "find the transport office first.",
    )
    for at_gate, has_it, has_not, told, *on_tuesday in plays.showing(gate, number, search, ASLEEP, *TO_MS_QUILL):
        assert at_gate == any(on_tuesday)
        assert (has_it, has_not) == (told and any(on_tuesday), told and not any(on_tuesday))


def test_the_line_about_the_wrist_is_read_only_where_it_was_written_as_seen(plays):
    read, unread = "your line about the wrist.", "and write it down. Ms Quill has the taxi stopped."
    for ended, was_read, was_not, *written in plays.showing(ON_THE_WARD, read, unread, *WRITTEN_AS_SEEN):
        assert (was_read, was_not) == (ended and any(written), ended and not any(written))


def test_the_taxi_waits_at_the_gate_only_where_nobody_wrote_what_was_seen_or_told_ms_quill(plays):
    rings, asks = "She has your form from that Tuesday,", "At 15:15 Amara sees the taxi, and stops."
    knew = {*TO_MS_QUILL, *WRITTEN_AS_SEEN}
    for ended, was_rung, was_asked, *known in plays.showing(NOT_USED, rings, asks, *knew):
        assert (was_rung, was_asked) == (ended and any(known), ended and not any(known))


def test_what_shut_eyes_mean_is_known_once_on_every_play(plays):
    page, known, told = "*BSL first.", "Her page says what that means.", "\"Shut is 'I've ended the talk',\""
    for friday, was_read, was_known, was_told in plays.showing(FRIDAY, page, known, told):
        assert friday and (was_known, was_told) == (was_read, not was_read)


def test_the_log_is_open_on_friday_where_it_was_read_on_tuesday_and_only_there(plays):
    for read, shown in plays.showing("Eleven entries since half-term.", "before ten past nine, nine of eleven times."):
        assert read == shown


def test_she_does_jigsaws_where_she_was_spared_and_is_at_home_where_the_form_was_signed(plays):
    spared, signed = "Amara gets the small room, and jigsaws.", "The form was signed at five past eleven."
    at_home, jigsaws = "Amara was at home for two days.", "Amara has done eleven jigsaws."
    for late, was_spared, was_signed, was_home, did_jigsaws in plays.showing(
        TEN_DAYS, spared, signed, at_home, jigsaws
    ):
        assert (was_home, did_jigsaws) == (was_signed, was_spared)
        assert late == (was_spared or was_signed)


def test_emeka_owns_up_to_fine_only_where_he_was_made_to_sign_it(plays):
    for fine, tonight, owned in plays.showing('"Fine," says Emeka. "Just tired."', TONIGHT, "\"And 'fine'.\""):
        assert owned == (fine and tonight)


def test_he_hears_all_of_it_at_four_or_it_takes_until_five(plays):
    at_four, by_five = "At four his hands stay in his lap.", "each has heard what the other was told."
    for tonight, four, five in plays.showing(TONIGHT, at_four, by_five):
        assert four + five == tonight


def test_hettie_has_a_list_where_her_film_came_first_and_is_there_on_every_play(plays):
    film, whole, begun = "Amara plays it five times.", "They have a list.", "They have the beginning of a list."
    for meeting, seen, has_list, has_begun in plays.showing(AT_THE_TABLE, film, whole, begun):
        assert (has_list, has_begun) == (meeting and seen, meeting and not seen)


def test_the_minibus_is_late_only_where_the_meeting_put_it_off(plays):
    for put_off, late, ended in plays.showing('"No hurry, then,"', "The minibus began a week late.", TIME_OUT):
        assert late == (put_off and ended)


def test_she_says_that_there_was_a_screen_only_where_it_was_not_used(plays):
    waited, says_so = "You stay with her for an hour and ten minutes.", '"You could have used the screen."'
    for last, has_waited, said in plays.showing(LAST, waited, says_so):
        assert has_waited == said and last >= said


def test_emeka_says_that_he_did_it_again_only_where_he_signed_and_ten_days_are_remembered(plays):
    for signed, again in plays.showing('"She\'s cross about it," says Emeka', '"I did it again."'):
        assert signed == again
    for late, ended, remembered in plays.showing(TEN_DAYS, TIME_OUT, '"And say it was ten days till I got Yolande."'):
        assert remembered == (late and ended)


def test_the_form_is_taken_back_where_it_was_never_signed(plays):
    for back, soon in plays.showing("Mr Pardoe has taken his form back, and that page.", ONE_O_CLOCK):
        assert back == soon
