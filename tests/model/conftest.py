"""No test is timed: examples may take as long as a shared machine makes them."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
