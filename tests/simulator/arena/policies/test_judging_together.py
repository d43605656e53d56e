"""Policies that judge side by side come to what each would come to alone."""

from dataclasses import replace

import numpy as np

from model.round import Judged
from simulator.arena.policies.informed import Informed
from simulator.arena.policies.judging_together import JudgingTogether
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import HOUR_MS, SpeakingPortfolio, speaking_site


def _judged(member: Informed, portfolio: SpeakingPortfolio, beside: Informed | None = None) -> Judged:
    """Building b2 after three days of looks, which says nothing from the second one on."""
    site = speaking_site(2)
    for hour in range(30, 72, 6):
        published = portfolio.advance(START + hour * HOUR_MS)
        for each in (member, beside):
            if each is not None:
                each.take_in(published)
        for each in (member, beside):
            if each is not None:
                each.judged(site.managers[0], START + hour * HOUR_MS)
    return member.attendant.judged["b2"]


def test_a_building_that_is_silent_while_others_speak_is_judged_by_each_as_alone() -> None:
    """The first to judge took all news away, and who came then took the silence for everybody's."""
    silent = SpeakingPortfolio([], buildings=2, silent=frozenset({"b2"}))
    alone = _judged(Informed(speaking_site(2)), replace(silent))
    first, second = Informed(speaking_site(2)), Informed(speaking_site(2))
    JudgingTogether([first, second])
    _judged(first, replace(silent), beside=second)
    gateway = alone.beliefs["building"].faults.index("gateway_offline")
    assert alone.chances["building"].probability[gateway, 0] > 0.5
    for member in (first, second):
        found = member.attendant.judged["b2"].chances["building"].probability
        assert np.array_equal(found, alone.chances["building"].probability)
