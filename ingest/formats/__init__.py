"""One message, one decoder, chosen by topic."""
