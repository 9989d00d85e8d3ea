"""The manual's section on documents shows one of each kind, and each is read as what it says it is."""

import re

from quizapp.content.document_checks import look_through
from quizapp.content.documents import DocumentKind, split_quotes
from quizapp.content.findings import Findings
from quizapp.content.reader import Line
from tests.repo.test_manual import MANUAL, section


def examples() -> tuple[Line, ...]:
    indented = re.findall(r"^ {4}(>.*)$|^()$", section("Documents"), re.MULTILINE)
    return tuple(Line(number, quoted) for number, (quoted, _) in enumerate(indented, 1))


def test_each_kind_is_shown_once_and_nothing_is_wrong_with_any() -> None:
    findings = Findings("scenarios/README.md")
    look_through(examples(), findings)
    assert findings.found == []
    shown = [run.document for run in split_quotes(examples()) if run.is_quote]
    assert sorted(document.kind for document in shown if document) == sorted(DocumentKind)
    assert None not in shown


def test_the_examples_have_the_parts_that_the_text_tells_of() -> None:
    documents = {run.document.kind: run.document for run in split_quotes(examples()) if run.document}
    assert all(documents[kind].entries for kind in DocumentKind if kind.has_entries)
    assert [field.key.text for field in documents[DocumentKind.EMAIL].fields] == ["From", "To", "Sent"]
    assert documents[DocumentKind.RECORD].fields[1].key.text == "Presenting problem"
    assert documents[DocumentKind.LETTER].lines


def test_every_kind_has_its_row() -> None:
    for kind in DocumentKind:
        assert f"| `{kind}:` |" in MANUAL
