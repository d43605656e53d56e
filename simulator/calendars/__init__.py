"""Schedules, holidays and people: who is in, and when."""

from simulator.calendars.holidays import is_holiday, is_school_holiday

__all__ = ["is_holiday", "is_school_holiday"]
