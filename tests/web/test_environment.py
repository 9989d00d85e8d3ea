"""Templates know what the environment knows, and one that is given more keeps it to itself."""

from flask import Flask


def test_a_template_shares_what_every_template_knows(app: Flask):
    environment = app.jinja_env
    assert environment.get_template("base.html").globals is environment.globals
    assert environment.get_template("questions/question.html").globals is environment.globals


def test_what_one_template_is_given_no_other_knows(app: Flask):
    environment = app.jinja_env
    one = environment.from_string("{{ own }}{{ demo }}", {"own": "mine"})
    assert one.render() == "mineFalse"
    assert environment.from_string("{{ own }}").render() == ""
    assert "own" not in environment.globals
