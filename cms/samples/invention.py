"""Invents what pages of made-up content say and show."""

from __future__ import annotations

import io
from collections import Counter
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from wagtail.models import ReferenceIndex

from PIL import Image

from cms.core.models import CustomImage, Licence, Partner
from refugeeweek.models import Programme


PICTURE_SIZE = (640, 400)
PARTNERS, PROGRAMMES, PICTURES = 40, 8, 40
WORDS = (
    "a and archive at between bread bridge choir city coat crossing dance door evening "
    "film friend garden guest harbour home journey kitchen language letter library "
    "light map market memory morning music neighbour night of open people poem quilt "
    "river road room school sea shelter song square story street table the thread "
    "together train voice welcome window workshop"
)


class Inventor:
    """Words, pictures and snippets; the same seed gives the same.

    Attributes:
        random: What everything is drawn from.
        made: How many things were made, by the plural of their name.
    """

    def __init__(self, seed: int) -> None:
        self.made: Counter[str] = Counter()
        self.random = Random(seed)  # noqa: S311 - content, no secret
        self.pictures: list[CustomImage] = []
        self.partners: list[Partner] = []
        self.programmes: list[Programme] = []
        self._seed = seed
        self._words = WORDS.split()

    def is_used(self) -> bool:
        """Say whether the content of this seed is there."""
        return Partner.objects.filter(slug=self.slug("partner", 0)).exists()

    def make_snippets(self) -> None:
        """Make what pages name and show."""
        self.pictures = [self._picture(number) for number in range(PICTURES)]
        for number in range(PARTNERS):
            name = self.title()
            self.partners.append(
                self._save(
                    Partner(
                        name=name,
                        slug=self.slug("partner", number),
                        url="https://partner.example/",
                        logo=self.random.choice(self.pictures),
                    )
                )
            )
        for number in range(PROGRAMMES):
            slug = self.slug("programme", number)
            self.programmes.append(self._save(Programme(name=self.title(), slug=slug)))

    def slug(self, kind: str, number: int) -> str:
        return f"{kind}-{self._seed}-{number}"

    def title(self) -> str:
        words = self.random.choices(self._words, k=self.random.randint(3, 6))
        return " ".join(words).capitalize()

    def sentences(self, count: int) -> str:
        return " ".join(f"{self.title()} {self.title().lower()}." for _ in range(count))

    def body(self, link: int) -> list[tuple[str, Any]]:
        """Return a body that leads to the page `link` and shows a picture and partners."""
        text = f'<p>{self.sentences(6)} <a linktype="page" id="{link}">More</a>.</p>'
        return [
            ("paragraph", f"<p>{self.sentences(6)}</p>"),
            ("heading", {"text": self.title(), "level": "h2"}),
            ("paragraph", text),
            (
                "image",
                {
                    "image": self.random.choice(self.pictures),
                    "alt_text": "",
                    "decorative": False,
                    "caption": self.title(),
                },
            ),
            ("quote", {"text": self.sentences(1), "attribution": "", "role": ""}),
            (
                "partners",
                {"heading": "", "partners": self.random.sample(self.partners, 3)},
            ),
        ]

    def _picture(self, number: int) -> CustomImage:
        colour = tuple(self.random.randrange(256) for _ in range(3))
        drawing = Image.linear_gradient("L").resize(PICTURE_SIZE).convert("RGB")
        drawing = Image.blend(drawing, Image.new("RGB", PICTURE_SIZE, colour), 0.6)
        file = io.BytesIO()
        drawing.save(file, "JPEG")
        image = CustomImage(
            title=f"Generated {self._seed}-{number}",
            description=self.title(),
            credit="Generated for a load test",
            licence=Licence.CC0,
            file=ContentFile(file.getvalue(), f"generated-{self._seed}-{number}.jpg"),
        )
        return self._save(image)

    def _save(self, instance: Any) -> Any:
        instance.full_clean()
        instance.save()
        ReferenceIndex.create_or_update_for_object(instance)
        self.made[str(instance._meta.verbose_name_plural)] += 1
        return instance
