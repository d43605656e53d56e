"""People: managers who answer, technicians who mend, occupants who complain."""

from simulator.people.answers import (
    Answers,
    AnswersUnavailableError,
    ApiAnswers,
    Done,
    NoHistoryError,
)
from simulator.people.habits import Habits, load_habits
from simulator.people.people import People, draw_people
from simulator.people.technicians import Technicians

__all__ = [
    "Answers",
    "AnswersUnavailableError",
    "ApiAnswers",
    "Done",
    "Habits",
    "NoHistoryError",
    "People",
    "Technicians",
    "draw_people",
    "load_habits",
]
