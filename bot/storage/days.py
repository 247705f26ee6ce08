"""Times and weeks as they stand in the tables."""

from __future__ import annotations

import datetime


def utc_now() -> datetime.datetime:
    """The time, without a zone."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def monday(day: datetime.date) -> datetime.date:
    """The first day of a day's week."""
    return day - datetime.timedelta(day.weekday())
