"""Reading what stands in the address of a request.

Whatever is wrong with a parameter is said by its name, with what would be right.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import DateField, DateTimeField
from django.utils import timezone

from wagtail.api.v2.utils import BadRequestError, parse_boolean

from cms.core.references import LARGEST_KEY


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import QueryDict

NUL = "\x00"  # PostgreSQL refuses it in any text
LONGEST_NAME = 60


def shorten(name: str) -> str:
    """Return a name that a client gave, short enough to be told in a message."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def check_text(parameters: QueryDict) -> None:
    """Refuse text that no database holds.

    Raises:
        BadRequestError: A name or value holds a null character.
    """
    for name, values in parameters.lists():
        if NUL in name or any(NUL in value for value in values):
            readable = shorten(name.replace(NUL, ""))
            raise BadRequestError(f"{readable} must not hold a null character.")


def check_known(names: Iterable[str], allowed: Iterable[str]) -> None:
    """Refuse parameters that nothing reads.

    Raises:
        BadRequestError: There is one; the message lists those that are read.
    """
    known = set(allowed)
    if unknown := set(names) - known:
        raise BadRequestError(
            f"unknown parameter: {', '.join(map(shorten, sorted(unknown)[:5]))}. "
            f"Known here: {', '.join(sorted(known))}."
        )


def whole_number(
    value: str, name: str, highest: int = LARGEST_KEY, lowest: int = 0
) -> int:
    """Return the number that `value` says.

    Raises:
        BadRequestError: It is none, or out of bounds.
    """
    digits = len(str(highest))
    if value.isascii() and value.isdecimal() and len(value) <= digits:
        number = int(value)
        if lowest <= number <= highest:
            return number
    raise BadRequestError(f"{name} must be a whole number from {lowest} to {highest}.")


def one_of(value: str, name: str, allowed: Iterable[str]) -> str:
    """Return `value` if it is allowed.

    Raises:
        BadRequestError: It is not; the message lists what is.
    """
    choices = sorted(allowed)
    if value not in choices:
        raise BadRequestError(f"{name} must be one of: {', '.join(choices)}.")
    return value


def day(value: str, name: str) -> date:
    """Return a day such as `2022-06-20`.

    Raises:
        BadRequestError: There is no such day.
    """
    try:
        found = DateField().to_python(value)
    except ValidationError:
        found = None
    if found is None:
        raise BadRequestError(f"{name} must be a date such as 2022-06-20.")
    return found


def moment(value: str, name: str) -> datetime:
    """Return a moment such as `2022-06-20T09:30:00Z`, in UTC.

    One without an offset is taken as the site's own time.

    Raises:
        BadRequestError: There is no such moment.
    """
    try:
        found = DateTimeField().to_python(value)
        if found is not None:
            if timezone.is_naive(found):
                found = timezone.make_aware(found)
            return found.astimezone(UTC)
    except (ValidationError, OverflowError):
        pass
    raise BadRequestError(f"{name} must be a moment such as 2022-06-20T09:30:00Z.")


def yes_or_no(value: str, name: str) -> bool:
    """Return what `true`, `false`, `1` or `0` says.

    Raises:
        BadRequestError: It says neither.
    """
    try:
        return parse_boolean(value)
    except ValueError as error:
        raise BadRequestError(f"{name} must be true or false.") from error


def text(value: str, name: str) -> str:
    """Return `value`, whatever it is."""
    return value


class Kind(NamedTuple):
    """What a parameter takes.

    Args:
        schema: The JSON Schema of its text.
        read: Turns its text and its name into a value; raises BadRequestError.
    """

    schema: dict[str, Any]
    read: Callable[[str, str], Any]


def number(lowest: int = 0, highest: int = LARGEST_KEY) -> Kind:
    """Return the kind of whole numbers between two bounds, which are allowed, too."""
    return Kind(
        {"type": "integer", "minimum": lowest, "maximum": highest},
        partial(whole_number, lowest=lowest, highest=highest),
    )


def choice(allowed: Iterable[str]) -> Kind:
    """Return the kind that takes one of a few words."""
    words = list(allowed)
    return Kind({"type": "string", "enum": words}, partial(one_of, allowed=words))


DAY = Kind({"type": "string", "format": "date"}, day)
MOMENT = Kind({"type": "string", "format": "date-time"}, moment)
BOOLEAN = Kind({"type": "boolean"}, yes_or_no)
TEXT = Kind({"type": "string"}, text)
#: A year that a calendar has.
YEAR = number(1, 9999)


class Parameter(NamedTuple):
    """A parameter of an address, as it is read and as the reference describes it."""

    name: str
    kind: Kind
    description: str

    def read(self, query: QueryDict) -> Any:
        """Return what the request says, or None if it says nothing.

        Raises:
            BadRequestError: It is not what the parameter takes.
        """
        value = query.get(self.name)
        return None if value is None else self.kind.read(str(value), self.name)
