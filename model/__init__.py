"""What is wrong, what it costs, and the one thing to do: functions on arrays and frozen records."""
