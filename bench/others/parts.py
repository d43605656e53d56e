"""Which parts the rules of others blame, by their own lists of possible diagnoses."""

from collections.abc import Mapping

from bench.labelled import PARTS

_COOLING, _HEATING, _DAMPER = "cooling valve", "heating valve", "damper"
# Guideline 36, 5.16.14: the possible diagnoses of each fault condition that are parts of these days.
_CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "FC5": (_COOLING, _HEATING),
    "FC6": (_DAMPER,),
    "FC7": (_COOLING, _HEATING),
    "FC8": (_COOLING, _HEATING),
    "FC9": (_COOLING,),
    "FC10": (_DAMPER,),
    "FC11": (_HEATING, _DAMPER),
    "FC12": (_COOLING, _HEATING),
    "FC13": (_COOLING, _HEATING),
    "FC14": (_COOLING,),
    "FC15": (_HEATING,),
}
_RULES: Mapping[str, tuple[str, ...]] = {
    # open-fdd
    "AHU-SIMUL": (_COOLING, _HEATING),
    "AHU-SATDEV": (_COOLING, _HEATING),
    "ECON-1": (_DAMPER,),
    "ECON-2": (_DAMPER,),
    "ECON-3": (_DAMPER,),
    "ECON-4": (_DAMPER,),
    "ECON-7": (_DAMPER,),
    "OA-1": (_DAMPER,),
    "DMP-1": (_DAMPER,),
    "VLV-1": (_COOLING,),
    # camber-toolkit
    "leaking_valve cooling": (_COOLING,),
    "leaking_valve heating": (_HEATING,),
    "simultaneous_heat_cool": (_COOLING, _HEATING),
    "supply_air_control": (_COOLING, _HEATING),
    "outdoor_air_fraction": (_DAMPER,),
    "economizer_high_limit": (_DAMPER,),
    "free_cooling_missed": (_DAMPER,),
}


def parts_named(claim: str) -> frozenset[str]:
    """Parts that a rule blames; none for rules of sensors, schedules and the rest."""
    found = frozenset(_CONDITIONS.get(claim.removeprefix("g36 "), ())) | frozenset(_RULES.get(claim, ()))
    return found & frozenset(PARTS)
