from __future__ import annotations

import io

from django.core.files.base import ContentFile

import factory
from factory.django import DjangoModelFactory
from PIL import Image

from cms.core.models import CustomDocument, CustomImage, Partner, Person


def picture(width: int = 64, height: int = 40, format_: str = "PNG") -> bytes:
    """Return a small picture: quick to resize, large enough to have a shape."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(buffer, format_)
    return buffer.getvalue()


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"IMG_{n}.png")
    description = factory.Sequence(lambda n: f"People who sing, number {n}")
    credit = "IOM UK"
    licence = "CC-BY-4.0"
    file = factory.LazyFunction(lambda: ContentFile(picture(), name="picture.png"))


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = CustomDocument

    title = factory.Sequence(lambda n: f"Programme {n}")
    file = factory.LazyFunction(
        lambda: ContentFile(b"%PDF-1.4\n%%EOF\n", name="programme.pdf")
    )


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")
    slug = factory.Sequence(lambda n: f"partner-{n}")
    url = "https://partner.example/"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    role = "Conductor"
    biography = "<p>Conducts choirs.</p>"
