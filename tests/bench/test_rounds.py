"""The bench of rounds runs as its first line says, on a few buildings."""

import sys

import pytest

from bench import rounds


def test_it_times_a_round_with_news_and_one_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rounds", "--buildings", "2", "--processes", "1"])
    monkeypatch.setenv("COLUMNS", "160")
    rounds.main()
    told = capsys.readouterr().out
    assert "2 buildings of 20 zones" in told
    assert "a round without news" in told
