"""Air handlers and rooftop units: what they do, how much air they move, and what it gains."""
