"""Buildings that break, for tests and training; nothing but the front door imports it."""
