"""Sites: equipment, points and what feeds what."""
