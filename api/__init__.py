"""What the phone talks to: the one action, its reasons, the answers."""
