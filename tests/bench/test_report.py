"""The benchmark's table is text and JSON with the same rows; `--only` names every measurement."""

import argparse
import json
from pathlib import Path

import pytest

from tests.bench import run
from tests.bench.clients import Window
from tests.bench.databases import Databases
from tests.bench.report import Report, Series


def test_rows_are_printed_and_kept_for_json(capsys: pytest.CaptureFixture[str]) -> None:
    series = Series("ours", [Window((0.01, 0.02), (0.004,), 1.0), Window((0.03,), (0.004,), 1.0)])
    report = Report()
    report.table("One step", [series.row("step", "sqlite", 1_000_000)])
    heading, values = (line.split() for line in capsys.readouterr().out.splitlines()[-2:])
    assert dict(zip(heading, values, strict=True))["cpu_ms"] == "3.00" and "1,000,000" in values
    told = json.loads(report.json())
    assert told["machine"]["cores"] and told["rows"][0]["cpu_ms"] == 3.0 and told["rows"][0]["what"] == "step"


def test_json_on_the_standard_output_stands_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(report: Report, *_: object) -> None:
        report.table("To its first page", [{"what": "start", "median_s": 1.5}])

    monkeypatch.setattr("tests.bench.commands.start", measure)
    monkeypatch.setattr("sys.argv", ["run", "--only", "start", "--database", "sqlite", "--json", "-"])
    assert run.main() == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["rows"][0]["median_s"] == 1.5
    assert "To its first page" in said.err


def test_everything_can_be_measured_alone() -> None:
    names = run._measurements(Report(), Databases((), Path(), None), argparse.Namespace(quick=False))
    assert {"steps", "questions", "check", "publish", "doctor", "start", "in-the-way"} == set(names)
