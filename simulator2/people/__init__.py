"""People: managers who answer, technicians who mend, occupants who complain."""

from simulator2.people.answers import (
    Answers,
    AnswersUnavailableError,
    ApiAnswers,
    Done,
    NoHistoryError,
)
from simulator2.people.habits import Habits, load_habits
from simulator2.people.people import People, draw_people
from simulator2.people.technicians import Technicians

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
