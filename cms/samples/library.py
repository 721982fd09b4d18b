"""Pictures and snippets of the sample content, made when a page first needs them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from wagtail.images import get_image_model
from wagtail.models import Locale

from cms.core.models import CustomImage, Licence, Partner, Person
from cms.samples.content import SNIPPETS
from cms.samples.notation import Reference
from press.models import PressContact
from refugeeweek.models import Programme, Venue


PICTURES = Path(__file__).parent / "pictures"
CREDIT = "Illustration: Refugee Week at IOM UK website"
#: The part of a picture around its focal point that no crop cuts off.
FOCUS_SHARE = 10

SNIPPET_MODELS: dict[str, Any] = {
    "partner": Partner,
    "person": Person,
    "programme": Programme,
    "venue": Venue,
    "contact": PressContact,
}
#: The fields by which an editor, too, would recognise a snippet.
NATURAL_KEYS = {
    "partner": ("slug",),
    "person": ("name",),
    "programme": ("slug",),
    "venue": ("name", "city"),
    "contact": ("name",),
}


class Library:
    """Finds what pages refer to and makes what is missing.

    Attributes:
        made: How many things were made, by the plural of their name.
    """

    def __init__(self, pictures: Path = PICTURES) -> None:
        self.made: Counter[str] = Counter()
        self._folder = pictures
        self._picture_facts = json.loads(
            (pictures / "pictures.json").read_text(encoding="utf-8")
        )
        self._found: dict[tuple[Reference, int], models.Model] = {}

    def get(self, reference: Reference, locale: Locale) -> models.Model:
        """Return the picture or, in the given language, the snippet referred to."""
        key = (reference, locale.pk)
        if key not in self._found:
            if reference.kind == "picture":
                self._found[key] = self._picture(reference.key)
            elif locale == Locale.get_default():
                self._found[key] = self._snippet(reference, locale)
            else:
                self._found[key] = self._translation(reference, locale)
        return self._found[key]

    def _picture(self, name: str) -> CustomImage:
        content = ContentFile(
            (self._folder / f"{name}.jpg").read_bytes(), f"{name}.jpg"
        )
        facts = self._picture_facts[name]
        image = get_image_model()(
            title=facts["title"],
            description=facts["description"],
            file=content,
            credit=CREDIT,
            licence=Licence.CC_BY,
        )
        image._set_image_file_metadata()  # as Wagtail's own upload form does
        same = CustomImage.objects.filter(file_hash=image.file_hash).order_by("pk")
        if existing := same.first():
            return existing
        image.focal_point_x, image.focal_point_y = facts["focal_point"]
        image.focal_point_width = image.width // FOCUS_SHARE
        image.focal_point_height = image.height // FOCUS_SHARE
        return self._save(image)

    def _snippet(self, reference: Reference, locale: Locale) -> models.Model:
        model = SNIPPET_MODELS[reference.kind]
        fields = SNIPPETS[locale.language_code][reference.kind][reference.key]
        natural_key = {name: fields[name] for name in NATURAL_KEYS[reference.kind]}
        same = model.objects.filter(locale=locale, **natural_key).order_by("pk")
        return same.first() or self._save(model(locale=locale, **fields))

    def _translation(self, reference: Reference, locale: Locale) -> models.Model:
        source: Any = self.get(reference, Locale.get_default())
        if translation := source.get_translation_or_none(locale):
            return translation
        copy = source.copy_for_translation(locale)
        fields = SNIPPETS[locale.language_code][reference.kind][reference.key]
        for name, value in fields.items():
            setattr(copy, name, value)
        return self._save(copy)

    def _save(self, instance: Any) -> Any:
        instance.full_clean()
        instance.save()
        self.made[str(instance._meta.verbose_name_plural)] += 1
        return instance
