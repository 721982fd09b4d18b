"""Publishing on time in Wagtail's admin: what is registered, and nothing else."""

from __future__ import annotations

from wagtail import hooks

from cms.publishing.bundle_locks import refuse_bulk_action, refuse_to_touch
from cms.publishing.bundle_views import BundleViewSet
from cms.publishing.bundles import register_actions
from cms.publishing.editor_first_version import keep_public_version
from cms.publishing.editor_home import add_schedule_panel
from cms.publishing.editor_messages import (
    warn_after_bulk_publishing,
    warn_of_hidden_links,
)
from cms.publishing.editor_styles import schedule_styles
from cms.publishing.share_hooks import (
    register_share_actions,
    share_button,
    share_link_urls,
)
from cms.publishing.share_report import report_menu_item


hooks.register("construct_homepage_panels", add_schedule_panel)
hooks.register("before_edit_page", keep_public_version)
hooks.register("after_create_page", warn_of_hidden_links)
hooks.register("after_edit_page", warn_of_hidden_links)
hooks.register("after_bulk_action", warn_after_bulk_publishing)
hooks.register("insert_global_admin_css", schedule_styles)

hooks.register("register_admin_viewset", lambda: BundleViewSet("bundle"))
hooks.register("register_log_actions", register_actions)
hooks.register("before_delete_page", refuse_to_touch)
hooks.register("before_move_page", refuse_to_touch)
hooks.register("before_bulk_action", refuse_bulk_action)

hooks.register("register_admin_urls", share_link_urls)
hooks.register("register_page_header_buttons", share_button)
hooks.register("register_reports_menu_item", report_menu_item)
hooks.register("register_log_actions", register_share_actions)
