"""Uploaded files in a bucket instead of a folder."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.deconstruct import deconstructible

from botocore.config import Config
from storages.backends.s3 import S3Storage

from cms.core.file_urls import file_url


LARGEST_IN_MEMORY = 5 * 1024 * 1024  # bytes; of a larger file, what is read is on disk


@deconstructible
class PrivateS3Storage(S3Storage):
    """A private bucket on S3, or on a server that speaks its language.

    Nobody is sent to the bucket. The address of a file is ours, as on a local disk:
    `cms.core.media` asks who may have it and passes the content on.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "file_overwrite": False,
            "max_memory_size": LARGEST_IN_MEMORY,
            "client_config": Config(
                signature_version="s3v4",
                connect_timeout=5,
                read_timeout=20,
                # Servers other than Amazon's do not know the newest checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return file_url(settings.MEDIA_URL, name)
