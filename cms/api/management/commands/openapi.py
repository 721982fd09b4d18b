"""`manage.py openapi`: what `/api/v2/openapi.json` answers, without a server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.api.router import api_router
from cms.api.schema import openapi_document


if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Print the OpenAPI document of the partner API. Asks no database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--address",
            default=settings.BASE_URL,
            help="The address of the site that the document names; BASE_URL if none.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        document = openapi_document(api_router, options["address"])
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
