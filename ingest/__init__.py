"""Readings in: MQTT, formats, checks, and the commit that comes before the acknowledgement."""
