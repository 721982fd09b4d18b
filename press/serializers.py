"""How the inline rows of a release look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework.fields import Field

from cms.core.serializers import Representation, represent_document


class ContactsField(Field):
    """The contacts of a release that may be shown today, in full."""

    def to_representation(self, value: Any) -> list[Representation]:
        return [
            row.contact.get_api_representation(self.context)
            for row in value.all()
            if row.contact.is_valid
        ]


class AttachmentsField(Field):
    """The documents of a release; those that are not for everybody are left out."""

    def to_representation(self, value: Any) -> list[Representation]:
        documents = (
            represent_document(row.document, self.context) for row in value.all()
        )
        return [document for document in documents if document]
