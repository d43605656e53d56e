"""Ranking: candidates of all buildings as arrays, and what each way of acting is worth."""
