"""Years of simulated buildings, for an engineer to judge: heat balances and the cost of faults."""
