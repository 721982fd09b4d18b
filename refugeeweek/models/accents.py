"""The colour that an edition has beside the blue of the house."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Accent(models.TextChoices):
    """The palette. Its shades are in `static/css/site.css`, checked for contrast."""

    CORAL = "coral", _("Coral")
    TEAL = "teal", _("Teal")
    AMBER = "amber", _("Amber")
    VIOLET = "violet", _("Violet")
    LEAF = "leaf", _("Leaf green")
    EMERALD = "emerald", _("Emerald")
    ROSE = "rose", _("Rose")
    ORANGE = "orange", _("Orange")


#: The year whose colour is the first of the palette; the next one has the second.
FIRST_OF_PALETTE = 2017


def accent_of_year(year: int | None) -> Accent:
    """Return the colour of a year for which nobody has chosen one.

    Years that follow each other never have the same.
    """
    palette = list(Accent)
    return palette[((year or FIRST_OF_PALETTE) - FIRST_OF_PALETTE) % len(palette)]
