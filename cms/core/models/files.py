"""What pictures and documents share: a file that was looked into, and can be replaced."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models.fields.files import FieldFile


class StoredFileMixin(models.Model):
    """A row with a file.

    When another file takes its place, the old one goes, but not before the change is
    certain: a save that fails or is taken back leaves everything as it was.
    """

    file: FieldFile

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            old = self._replaced_name(kwargs.get("update_fields"))
            if old:
                self.forget_old_file()
            super().save(*args, **kwargs)
        if old:
            transaction.on_commit(partial(self.file.storage.delete, old))

    def check_new_file(self) -> None:
        """Raise `ValidationError` if the file that was chosen may not be stored."""

    def forget_old_file(self) -> None:
        """Remove what was made from the file that is being replaced."""

    def clean(self) -> None:
        super().clean()
        if self._has_new_file():
            with _about_the_file():
                self.check_new_file()

    def _has_new_file(self) -> bool:
        return bool(self.file) and not getattr(self.file, "_committed", True)

    def _replaced_name(self, update_fields: Any) -> str:
        """Return where the file lies that this row has in the database but not here."""
        if not self.pk or (update_fields is not None and "file" not in update_fields):
            return ""
        stored: Any = type(self)._default_manager.filter(pk=self.pk)
        old = stored.values_list("file", flat=True).first()
        return old if old and old != self.file.name else ""


@contextmanager
def _about_the_file() -> Iterator[None]:
    """Show an error of the check beside the field for the file."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
