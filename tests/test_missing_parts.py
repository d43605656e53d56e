"""What a test needs of the machine: missing, it is skipped with what installs it, and in CI it fails."""

import pytest

from tests.conftest import requires


def test_a_missing_part_skips_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install nothing-of-that-name"):
        requires("no-such-program", "nothing-of-that-name")


def test_a_missing_part_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install nothing-of-that-name"):
        requires("no-such-program", "nothing-of-that-name")


def test_a_part_that_is_there_is_found() -> None:
    assert requires("sh", "dash").endswith("/sh")
