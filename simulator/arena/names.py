"""What the competitors are called for people."""

_LABELS = {
    "oracle": "Oracle",
    "product": "plantroom",
    "energy_only": "Energy cost only",
    "fault_severity": "Fault severity",
    "alarm_priority": "Alarm priority",
    "first_come": "First come, first served",
    "calendar": "Yearly calendar",
    "random": "Random",
    "nothing": "Nothing",
}


def label_of(policy: str) -> str:
    """The name of a policy for people; its id where it has none."""
    return _LABELS.get(policy, policy)
