"""Laws that equipment keeps, learned of its own history."""
