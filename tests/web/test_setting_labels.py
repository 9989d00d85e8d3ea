"""Every setting of the organisation has words of its own on the form."""

import pytest
from flask import Flask, render_template_string

from quizapp.services.site.setting_texts import GROUPS


@pytest.mark.parametrize("macro", ["label", "hint"])
def test_every_setting_has_a_label_and_a_hint(app: Flask, macro: str) -> None:
    source = f'{{% from "settings/_labels.html" import {macro} %}}{{{{ {macro}(setting) }}}}'
    with app.test_request_context():
        words = {
            setting: render_template_string(source, setting=setting)
            for settings in GROUPS.values()
            for setting in settings
        }
    assert [setting for setting, text in words.items() if not text.strip()] == []
    assert len(set(words.values())) == len(words)


def test_every_group_of_settings_has_a_title(app: Flask) -> None:
    source = '{% from "settings/_labels.html" import group_title %}{{ group_title(group) }}'
    with app.test_request_context():
        titles = [render_template_string(source, group=group) for group in GROUPS]
    assert all(titles) and len(set(titles)) == len(titles)
