"""The bench of scoring runs as its first line says, on a few buildings."""

import sys

import pytest

from bench import scoring


def test_it_times_each_step_of_a_few_buildings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["scoring", "40", "30"])
    monkeypatch.setenv("COLUMNS", "160")
    scoring.main()
    told = capsys.readouterr().out
    assert "40 buildings, 10 managers" in told
    assert told.count("s of work") == 5
