"""Reading what stands in the address of a request.

Whatever is wrong with a parameter is said by its name, with what would be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.api.v2.utils import BadRequestError

from cms.core.references import LARGEST_KEY


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

NUL = "\x00"  # PostgreSQL refuses it in any text


def check_text(parameters: QueryDict) -> None:
    """Refuse text that no database holds.

    Raises:
        BadRequestError: A name or value holds a null character.
    """
    for name, values in parameters.lists():
        if NUL in name or any(NUL in value for value in values):
            readable = name.replace(NUL, "")
            raise BadRequestError(f"{readable} must not hold a null character.")


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
