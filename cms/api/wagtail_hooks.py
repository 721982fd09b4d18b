"""The partner API in Wagtail's admin: what is registered, and nothing else."""

from __future__ import annotations

from wagtail import hooks

from cms.api.keys_admin import KeyViewSet, register_key_actions
from cms.api.usage_report import usage_menu_item, usage_urls


hooks.register("register_admin_viewset", lambda: KeyViewSet("partner_keys"))
hooks.register("register_log_actions", register_key_actions)
hooks.register("register_admin_urls", usage_urls)
hooks.register("register_reports_menu_item", usage_menu_item)
