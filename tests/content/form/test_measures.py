"""What is counted of one option's wording: by hand, on options as authors write them."""

import pytest

from quizapp.content.form.measures import acts, features, measured

JOINS = ("and", "then")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Wait", 1),
        ("Ring her mother, write it down", 2),
        ("Ring her mother, and then write it down", 2),
        ("Ring her mother and write it down, then go home", 3),
        ("Later, ring her mother", 1),
        ("Tell her, Maya, that you will ring", 1),
        ("Thank you for that, Mum", 1),
        ("Ring Ann, Bev, and Carl", 3),
        ("And then", 0),
        ("A band plays in Thenford", 1),
        ("", 0),
    ],
)
def test_acts_are_the_parts_between_commas_and_joining_words(text: str, number: int):
    assert acts(text, JOINS) == number


def test_what_somebody_says_is_no_act_of_its_own():
    assert measured('Say: "I am here, and I wait, and then we go"').acts == 1
    assert measured("“Sit, and eat, and talk”, you say, and wait").acts == 2


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        ("Write it down so that it is not lost; it matters because he said it", "reasons", 3),
        ("Ring, in case she waits since noon", "reasons", 2),
        ("It is as urgent as that", "reasons", 0),
        ("Ask her, and ask him what he wants", "asking", 3),
        ("Find out who took the task to the mask shop", "asking", 1),
        ("Say sorry, and that you should have come", "apology", 2),
        ("Thank him gently, and stay with him", "kindness", 3),
        ("Ring the lead now, before lunch, today", "today", 3),
        ("Wait until next week, and see how it goes", "putting_off", 4),
        ("Say that you won’t wait", "putting_off", 1),
        ("Nowhere, firstly", "today", 0),
    ],
)
def test_words_are_counted_whole_and_in_any_case(text: str, what: str, number: int):
    assert getattr(measured(text), what) == number
    assert getattr(measured(text.upper()), what) == number


@pytest.mark.parametrize(
    ("text", "speech", "mark", "is_open"),
    [
        ('"Are you all right?"', 1, 1, 0),
        ("“How are you?”", 1, 1, 1),
        ("Ask him what happened", 0, 0, 1),
        ("Tell the lead what he said", 0, 0, 0),
        ("Say what you saw. Is he safe?", 0, 1, 0),
        ("It's how he wants it", 0, 0, 0),
        ("Don't ask. Say how it is", 0, 0, 0),
    ],
)
def test_speech_and_questions_are_there_or_not(text: str, speech: int, mark: int, is_open: int):
    found = measured(text)
    assert (found.speech, found.question_mark, found.open_question) == (speech, mark, is_open)


def test_lines_and_typographic_signs_make_no_difference():
    assert measured("Ring her,\n  and don’t wait") == measured("Ring her, and don't wait")


def test_another_language_has_length_acts_and_words_alone():
    found = measured("Frag sie heute, und warte", "de")
    assert (found.length, found.acts, found.first) == (25, 2, "frag")
    assert (found.reasons, found.today, found.putting_off, found.asking) == (0, 0, 0, 0)


def test_the_learner_sees_words_the_first_word_and_ranks():
    long, short = features([measured("Ask her now, and wait"), measured("Wait; go")])
    assert long == {
        *("word ask", "word her", "word now", "word and", "word wait"),
        *("first ask", "length 0", "acts 0", "reasons 1"),
    }
    assert short == {"word wait", "word go", "first wait", "length 1", "acts 1", "reasons 0"}


def test_equal_options_have_the_same_rank():
    ranks = [{one for one in of_option if one.startswith("length")} for of_option in features([measured("a b")] * 2)]
    assert ranks == [{"length 0"}, {"length 0"}]
