"""Dates and times as visitors read them, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format, time_format
from django.utils.translation import pgettext


if TYPE_CHECKING:
    import datetime

register = template.Library()


@register.filter
def long_date(day: datetime.date) -> str:
    """Return a day in full, such as “20 June 2022”."""
    # Translators: a date as Django's `date` filter takes it, such as 20 June 2022.
    return date_format(day, pgettext("date format", "j F Y"))


@register.filter
def day_and_month(day: datetime.date) -> str:
    """Return a day without its year, such as “20 June”."""
    # Translators: a date as Django's `date` filter takes it, such as 20 June.
    return date_format(day, pgettext("date format", "j F"))


@register.filter
def weekday_date(day: datetime.date) -> str:
    """Return a day with its weekday, such as “Monday 20 June 2022”."""
    # Translators: a date as Django's `date` filter takes it: Monday 20 June 2022.
    return date_format(day, pgettext("date format", "l j F Y"))


@register.filter
def clock(time: datetime.time) -> str:
    """Return a time of day, such as “18:30”."""
    # Translators: a time as Django's `date` filter takes it, such as 18:30.
    return time_format(time, pgettext("time format", "H:i"))
