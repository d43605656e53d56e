"""The model as it reasons before anything was learned of how far its rules hold."""

from collections.abc import Iterator

import pytest

from model.causes import causes


@pytest.fixture
def nothing_learned(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No rule is ever mistaken, nor surer than it says: what adds up is believed as it does."""
    monkeypatch.setattr(causes, "mistaken_share", lambda _: 0.0)
    monkeypatch.setattr(causes, "claim_slope", lambda: 1.0)
    causes._knowledge.cache_clear()
    yield
    causes._knowledge.cache_clear()
