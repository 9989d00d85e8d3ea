"""*Just a phase?* remembers: what its readers once found forgotten holds on every play."""

import pytest

from tests.engine.plays import fixture_of

plays = fixture_of("child-mental-health", "just-a-phase")

SHOWS_IT, SAYS_IT = "that she hurts herself sometimes", '"Sometimes I hurt myself."'
PLAN = "Tonight's plan, Wednesday"
HOSPITAL = "and she is in hospital."
SAFER, NO_LIST = "On Tuesdays at four Maya walks round the field", "By spring Maya comes in, mostly."


def test_every_play_tells_of_the_self_harm_once_and_ends_once(plays):
    for seen in plays.showing(SHOWS_IT, SAYS_IT, SAFER, NO_LIST, HOSPITAL):
        assert sum(seen[:2]) == 1 and sum(seen[2:]) == 1


@pytest.mark.parametrize("told", [SHOWS_IT, SAYS_IT])
def test_the_night_after_she_tells_has_a_plan_or_is_the_ending_where_nobody_was_told(plays, told):
    assert plays.always(told, PLAN, HOSPITAL)
    assert not plays.both(PLAN, HOSPITAL)


def test_whoever_has_a_plan_is_not_alone_when_her_mum_goes_back_to_work(plays):
    assert plays.always(PLAN, "with Gwen in Maya's room until Mum is home.")


def test_she_is_asked_about_suicide_before_and_after_she_tells_and_until_the_end(plays):
    gate = 'Ms Adeyemi meets Maya at the gate and asks about suicide. "No."'
    gate_after_voicemail = 'Ms Adeyemi meets her at the gate and asks about suicide. "No."'
    for told in (SHOWS_IT, SAYS_IT):
        assert plays.always(told, gate, gate_after_voicemail)
    assert plays.always(PLAN, "Ms Adeyemi asked about suicide first")
    assert plays.always(PLAN, "Twice a week she looks at the plan with Maya, and asks about suicide.")
    assert plays.always(SAFER, "Ms Adeyemi still asks.")
    assert plays.always(NO_LIST, "Ms Adeyemi still sees Maya on Thursdays, and still asks.")
    assert plays.always(HOSPITAL, "sits with Maya and asks her about suicide")


def test_a_promise_of_secrecy_is_heard_of_again_and_only_then(plays):
    promised = "She makes you say it twice."
    office, hospital = '"You promised," says Maya. "Twice."', '"I had promised her secrecy," you say.'
    at_once = "You can't keep this as you promised, you tell her, and why."
    assert plays.always(promised, office, hospital)
    for later in (office, hospital, at_once, "Maya asks what day you'll do things"):
        assert plays.always(later, promised)


def test_her_mum_who_was_rung_on_tuesday_is_never_one_who_knew_nothing(plays):
    rung = "Mr Pryce rings until Maya's mum wakes, and tells her."
    nobody = "Nobody rings the house."
    accused, slept = '"You knew on Tuesday," she says to you.', '"She slept on my floor on Tuesday,"'
    for seen in plays.showing(rung, nobody, accused, slept, PLAN):
        was_rung, nobody_rang, is_accused, has_slept, has_plan = seen
        assert was_rung != nobody_rang
        assert (is_accused, has_slept) == (nobody_rang and has_plan, was_rung and has_plan)


@pytest.mark.parametrize(
    "promised", ["By evening Maya has worked out which of the nine it was.", "going to, like, check?"]
)
def test_sanas_name_is_not_said_where_it_was_to_stay_out(plays, promised):
    assert plays.always(promised, "You don't say who.")
    assert not plays.both(promised, '"She was frightened for you," you say.')
    assert all(
        seen == (True,) * 3 for seen in plays.showing(promised, SAFER, "Sana takes her worries to") if all(seen[:2])
    )


def test_sana_is_looked_after_on_every_play(plays):
    for told in (SHOWS_IT, SAYS_IT):
        assert plays.always(told, "Mr Pryce sees Sana, and has rung the other homes.", "who is looking after Sana.")


def test_kit_is_told_of_to_the_police_on_every_play(plays):
    police = "then the police and children's social care, that Kit may be grooming her."
    assert plays.always("Kit? He's fifteen, she says.", police, "Kit is reported to the police.")


def test_her_worry_about_money_is_answered(plays):
    assert plays.always("and we can't afford it.", "Ms Adeyemi will help with her mum's work and the money.")


def test_it_is_remembered_who_told_her_mum(plays):
    herself, lead = "Maya said it herself:", "Her mum heard it from Ms Adeyemi"
    assert plays.always('"You dial, then," says Maya', herself)
    assert plays.always(PLAN, herself, lead)
    assert not plays.both(herself, lead)


def test_family_help_that_was_offered_is_not_offered_as_new(plays):
    name, before = "social services with a nicer name", '"Last time," she said, "you never said what for."'
    asked_now = "Asked about the mornings, her mum was quiet."
    assert not plays.both(name, asked_now)
    assert not plays.both(name, before)
    assert plays.always(before, '"What for?" says her mum.')
    for offered, safer, remembered in plays.showing('"What for?" says her mum.', SAFER, before):
        assert remembered == (offered and safer)


def test_a_girl_whose_trust_was_lost_takes_longer_to_tell(plays):
    slowly = "It takes her a quarter of an hour."
    asked_behind_her_back, pressed = '"Nothing," says Sana.', '"You know the notices."'
    assert all(seen[2] for seen in plays.showing(asked_behind_her_back, pressed, slowly) if all(seen[:2]))
    asked_at_break, asked_again = '"All of them?" says Maya.', '"OK. Friday."'
    assert not any(all(seen) for seen in plays.showing(asked_at_break, asked_again, slowly))


def test_friday_is_remembered_where_it_was_promised_and_only_there(plays):
    for seen in plays.showing('"OK. Friday."', "On Friday you asked."):
        assert seen in ((True, True), (False, False))


def test_the_absence_text_is_all_that_the_house_gets_where_nobody_rang(plays):
    for seen in plays.showing("The office sends its absence text on Tuesday.", "Nobody rings the house."):
        assert seen in ((True, True), (False, False))


def test_a_lesson_that_was_free_is_not_said_to_have_been_taught(plays):
    assert plays.always("Mr Pryce is on the bus rota.", "You are free. Maya, let off PE")
    assert plays.always("Mr Pryce is on the bus rota.", "You have taught since")


def test_sana_who_was_asked_behind_mayas_back_remembers_what_she_said_and_only_then(plays):
    for seen in plays.showing('"Nothing," says Sana.', "\"I said 'nothing'. It wasn't.\""):
        assert seen in ((True, True), (False, False))


def test_what_she_shows_was_written_on_no_night_when_her_mum_was_beside_her(plays):
    assert plays.both("Her mum stays home that night, in Maya's room.", "She shows you what she wrote to Kit: that")


def test_both_ways_to_ask_her_lie_before_a_friday_and_a_tuesday_that_can_be_told_apart(plays):
    next_week, later = "Wednesday of the next week.", "The Tuesday of the week after, Maya isn't in."
    detention = '"Does this count as the detention?"'
    for seen in plays.showing(next_week, detention, later):
        assert seen in ((True, True, True), (False, False, True))


def test_a_phone_that_she_kept_by_day_or_gave_up_unasked_goes_into_the_plan(plays):
    at_ten, in_the_bag = "Her mum takes it; at ten past", "The phone goes into her mum's bag."
    in_the_plan = "put tablet and phone in the plan, and told the police."
    assert plays.always(at_ten, in_the_plan)
    assert plays.always(in_the_bag, in_the_plan)
    assert not plays.both('"That he\'ll die, because I was asleep."', in_the_plan)


def test_help_with_her_mums_work_that_was_promised_is_heard_of_again(plays):
    promised = "Ms Adeyemi will help with her mum's work and the money."
    assert plays.always(promised, "Her mum's work has moved two nights.", "Her mum had two weeks of days,")
