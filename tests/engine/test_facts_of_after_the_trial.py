"""*After the trial* remembers: what a careless joining would get wrong holds on every play."""

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "after-the-trial")

CAMERAS, FRIDAY = '"Cameras?" says Reece.', "Witness Care, which rings people, holds its letters until Tuesday"
SUNDAY, MONDAY = "He's on my step. He's walked it.", "Kirsty, his mother, stood by the man at first."
PLAN, HERE = (
    "Asked again: by Dr Sethi, by text, every evening at eight",
    "Might you try to kill yourself today, or tonight?",
)
JANUARY, LAST_PAGE = "January. The council pays for two nights a week.", "Log: Policy file, last page"
NO_ANSWER, NINE_MILES = "At seven you ring him.", "Reece hurt himself at Winnie's"
THREE_WEEKS = "Three Wednesdays go by, with you called away."
DOORS = "Somebody writes *doors* on a pad, and underlines it."
TOLD_ON_FRIDAY = '"K," says Reece, with his bag on his knees.'


def test_what_was_written_is_taken_back_where_it_cost_him_his_place_and_only_there(plays):
    asked, corrects = '"He asked who decided that," writes Odette.', "Please correct what you wrote."
    owned_up, on_page_42 = (
        "What you had written to Odette about him was wrong, you say.",
        "My answer of June is corrected.",
    )
    for who, correct, owned, weeks, in_time, cameras in plays.showing(
        asked, corrects, owned_up, THREE_WEEKS, on_page_42, CAMERAS
    ):
        assert who == correct == owned == weeks
        assert cameras and weeks != in_time


def test_what_he_was_told_to_leave_out_is_written_down_said_to_him_and_taken_back_and_only_there(plays):
    to_odette, written = (
        "\"I can't promise what he'll bring,\" writes Odette.",
        "For his nights only, you have written to Odette.",
    )
    to_him, taken_back = "the man can wait for the court.", "What you said about the man was wrong, you tell Reece."
    for odette, log, him, back, monday in plays.showing(to_odette, written, to_him, taken_back, MONDAY):
        assert odette == log == him
        assert back == (him and monday)


def test_mrs_lomax_says_that_he_heard_you_where_he_was_in_the_car_and_only_there(plays):
    for heard, said in plays.showing('"Ask him, he\'s right here,"', '"He heard you, in the car," says Mrs Lomax.'):
        assert heard == said


def test_the_sheet_is_remembered_on_friday_where_the_diaries_were_read_and_only_there(plays):
    read, known = (
        "By nine you have it on one sheet.",
        "The sheet says: the worst nights follow your visits and letters.",
    )
    from_mrs_lomax = '"You came, and he was up till four," says Mrs Lomax.'
    for was_read, is_known, she_says, friday in plays.showing(read, known, from_mrs_lomax, FRIDAY):
        assert friday and was_read == is_known and is_known != she_says


def test_odette_speaks_where_the_discussion_waited_for_her_and_only_there(plays):
    speaks, reads = (
        'Odette, at nine: "Three words, he said.',
        "Odette is sent the minutes, and will read them on Monday.",
    )
    for at_nine, at_four, spoke, minutes in plays.showing(
        '"Nine," says Fabian.', '"Four," says Fabian.', speaks, reads
    ):
        assert (at_nine, at_four) == (spoke, minutes) and at_nine != at_four


def test_winnie_looks_where_she_was_told_about_doors_and_only_there(plays):
    told, looks = "Fabian has rung Winnie about doors", "Winnie knew about doors, and looked: gone."
    asleep = "Winnie thought that he was asleep."
    for on_the_pad, rung, looked, thought, sunday in plays.showing(DOORS, told, looks, asleep, SUNDAY):
        assert sunday and on_the_pad == rung == looked and looked != thought


def test_he_hears_of_september_once_on_every_play_that_comes_to_monday(plays):
    on_monday, in_his_coat = (
        "as Dr Sethi advises, you tell Reece about September.",
        "On Friday he had slept in his coat.",
    )
    for friday, coat, monday, came in plays.showing(TOLD_ON_FRIDAY, in_his_coat, on_monday, MONDAY):
        assert friday == coat
        assert monday == (came and not friday)


def test_what_he_knew_since_friday_is_remembered_on_the_ward_where_he_knew_and_only_there(plays):
    since_friday = "He had known about September since Friday."
    for friday, knew, ward in plays.showing(TOLD_ON_FRIDAY, since_friday, NINE_MILES):
        assert knew == (friday and ward)


def test_he_hears_that_he_moves_on_every_play_and_what_he_is_asked_of_his_walk_is_planned(plays):
    moves, walk = "Fabian told Reece last night: Winnie's for the weekend", "somebody independent asks him by Wednesday"
    assert plays.always(FRIDAY, moves) and plays.always(SUNDAY, moves)
    assert plays.always(PLAN, walk)


def test_somebody_begins_with_him_on_every_play_that_comes_to_monday(plays):
    stays, begins = "Jarek stays until evening.", "Jarek can start on Wednesday."
    for monday, stayed, began in plays.showing(MONDAY, stays, begins):
        assert stayed + began == monday


def test_suicide_is_asked_by_name_on_every_play_and_the_night_after_has_one_plan_or_the_ward(plays):
    assert plays.always(SUNDAY, '"Are you thinking about suicide, Reece?" you say.') and plays.always(SUNDAY, HERE)
    assert plays.always(HERE, "Are you thinking about suicide? Yes, no, sometimes.")
    police, worker = "You sit up on the landing.", "The night worker sits up on the landing."
    for here, plan, ward, by_herself, awake in plays.showing(HERE, PLAN, NINE_MILES, police, worker):
        assert here and plan != ward
        assert by_herself + awake == plan


def test_you_sit_up_in_either_house_where_you_offered_it_and_only_there(plays):
    allowed, sat = '"If you\'re allowed," says the manager.', "You sit up on the landing."
    you, worker = (
        "You were on the landing. You went with him.",
        "The night worker was on the landing, and went with him.",
    )
    for was_allowed, at_mrs_lomaxs, plan, at_winnies, went, ward in plays.showing(
        allowed, sat, PLAN, you, worker, NINE_MILES
    ):
        assert at_mrs_lomaxs == (was_allowed and plan)
        assert at_winnies == (was_allowed and ward) and at_winnies + went == ward


def test_the_doctor_is_reached_at_six_where_you_went_out_and_later_where_you_did_not(plays):
    went_out, six = "You read the labels on the coats.", "Six o'clock. You may see it, he writes."
    half_past_seven = "Half past seven. You may see it, he writes."
    for hall, early, late in plays.showing(went_out, six, half_past_seven):
        assert hall == early and early != late


def test_the_thursday_that_went_by_is_remembered_to_the_end(plays):
    went_by, jarek_asks = "Thursday goes by.", "Two weeks later Jarek asks Odette about his sleep."
    fewer = "Odette had two weeks fewer with him."
    for passed, asked, less, last in plays.showing(went_by, jarek_asks, fewer, LAST_PAGE):
        assert passed == asked
        assert less == (passed and last)


def test_the_third_asking_is_remembered_in_january_and_only_where_it_was_asked(plays):
    seen, silence = "Reece has seen it on his screen.", "he answered Dr Sethi, and not Jarek."
    for was_seen, was_silent, january in plays.showing(seen, silence, JANUARY):
        assert was_silent == was_seen and (january or not was_seen)


def test_he_hears_of_the_statement_where_one_was_taken_and_only_there(plays):
    that_night, in_december = '"Take the statement."', "has the statement taken."
    for night, december, hears in plays.showing(that_night, in_december, "Jarek told Reece first."):
        assert hears == (night or december)


def test_the_bolt_is_on_his_door_where_it_was_promised_and_only_there(plays):
    promised, on, across = "You go down, past him.", "The bolt is on.", "He has bolted the door."
    drawers = "He has something heavy across the door."
    for was_promised, is_on, bolted, has_drawers, january, unanswered in plays.showing(
        promised, on, across, drawers, JANUARY, NO_ANSWER
    ):
        assert is_on == (was_promised and january)
        assert bolted == (was_promised and unanswered)
        assert has_drawers == (unanswered and not was_promised)


def test_dr_sethi_hears_of_it_on_every_play_that_ends_unanswered(plays):
    message, rest, all_of_it = (
        "You leave her a message.",
        "Dr Sethi has just heard your message.",
        "You ring Dr Sethi: the letter",
    )
    for left, heard_rest, heard_all, unanswered in plays.showing(message, rest, all_of_it, NO_ANSWER):
        assert left == heard_rest and heard_rest + heard_all == unanswered
    assert plays.always(NO_ANSWER, "She texts him, with the word in it.")


def test_he_answers_the_word_on_every_play_that_ends_at_the_wall(plays):
    at_the_door, on_the_landing = "When you had gone down, Jarek texted it.", "Jarek writes the word."
    came = "You ask it plainly, through the gap. The door shuts."
    for door, landing, was_there, last in plays.showing(at_the_door, on_the_landing, came, LAST_PAGE):
        assert door == was_there and door + landing == last
    assert plays.always(LAST_PAGE, "That night the worker came, and every evening Dr Sethi texted again")


def test_he_tells_the_police_nothing_on_any_play(plays):
    assert plays.always(LAST_PAGE, "He has told the police nothing.")
    said = {word for page in plays.pages() for word in page.split('"')[1::2] if word in ("Yes", "Yes.")}
    assert said == set()
