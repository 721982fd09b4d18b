"""Wagtail's tests of the pages endpoint, and where ours knowingly differs.

`docs/decisions/0020-wagtails-own-api-tests.md` says why. What is listed here and does
not differ any more fails, too.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.api.v2.tests import test_pages as wagtails
from wagtail.models import Page, Site
from wagtail.test.demosite import models

from rest_framework.test import APIClient

from tests.wagtail_api.adapted import Adapted


class TestPageListing(Adapted, wagtails.TestPageListing):
    differences = {
        "test_private_pages_with_user_login": "the same answer for everybody",
        "test_private_pages_with_user_groups": "the same answer for everybody",
        "test_site_filter_nonexistent_site_gives_error": "400 for a bad value",
        "test_offset_5_usually_appears_5th_in_list": "newest first by default",
        "test_offset_5_moves_after_offset": "newest first by default",
    }

    @classmethod
    def setUpTestData(cls):
        cls.editors = Group.objects.create(name="Editors")  # of Wagtail's migrations

    def test_private_pages_with_user_login__are_for_nobody(self):
        assert 5 not in self.listed_with_restricted_blog("login")

    def test_private_pages_with_user_groups__are_for_nobody(self):
        assert 5 not in self.listed_with_restricted_blog("groups", self.editors)

    def listed_with_restricted_blog(self, kind, *groups):
        user = self.create_user(username="alice", password="password")
        user.groups.add(*groups)
        blog = models.BlogIndexPage.objects.get(id=5)
        restriction = blog.view_restrictions.create(restriction_type=kind)
        restriction.groups.add(*groups)
        client = APIClient()
        client.force_authenticate(user)
        answer = client.get("/api/main/pages/").json()
        assert answer["meta"]["total_count"] == wagtails.get_total_page_count()
        return self.get_page_id_list(answer)

    def test_site_filter_nonexistent_site__is_refused(self):
        response = self.get_response(site="not-a-site")
        assert response.status_code == 400
        assert "site must be the host name" in response.json()["message"]

    def test_offset__leaves_out_rows_of_the_same_listing(self):
        every = self.get_page_id_list(self.get_response().json())
        rest = self.get_page_id_list(self.get_response(offset=4).json())
        assert rest == every[4:]

    def test_ordering_default__is_newest_first(self):
        Page.objects.filter(id=9).update(first_published_at="2024-01-01T00:00Z")
        ids = self.get_page_id_list(self.get_response().json())
        assert ids == [9, *sorted(set(ids) - {9}, reverse=True)]


class TestPageListingSearch(Adapted, wagtails.TestPageListingSearch):
    differences = {
        "test_search_when_filtering_by_tag_gives_error": "search goes with all filters",
    }

    def test_search_when_filtering_by_tag__answers(self):
        response = self.get_response(
            type="demosite.BlogEntryPage", search="blog", tags="wagtail"
        )
        assert set(self.get_page_id_list(response.json())) == {16, 18}


class TestPageDetail(Adapted, wagtails.TestPageDetail):
    differences = {
        "test_remove_all_meta_fields": "`meta` has more in it",
    }

    def test_remove_all_meta_fields__ours_included(self):
        every = ",".join(f"-{name}" for name in self.get_response(16).json()["meta"])
        answer = self.get_response(16, fields=every).json()
        assert "id" in answer
        assert "meta" not in answer


class TestPageFind(Adapted, wagtails.TestPageFind):
    differences = {
        "test_without_parameters": "400 that says what is missing",
        "test_find_by_html_path_matching_only_in_site_param_tree": "it is found",
    }

    def test_without_parameters__says_what_is_missing(self):
        response = self.get_response()
        assert response.status_code == 400
        assert response.json() == {"message": "find needs one of: html_path, id."}

    def test_find_by_html_path__looks_in_the_site_that_is_asked_for(self):
        other = models.HomePage(title="Other", slug="other")
        Page.objects.get(pk=1).add_child(instance=other)
        Site.objects.create(hostname="other.example", port=80, root_page=other)
        page = other.add_child(instance=models.StandardIndexPage(title="Only there"))
        query = {"html_path": "/only-there/", "site": "other.example"}
        assert self.get_response(html_path="/only-there/").status_code == 404
        assert f"/pages/{page.pk}/" in self.get_response(**query).headers["Location"]


class TestPageDetailWithStreamField(Adapted, wagtails.TestPageDetailWithStreamField):
    pass


class TestPageCacheInvalidation(Adapted, wagtails.TestPageCacheInvalidation):
    pass


class TestAPIDetailQueryCount(Adapted, wagtails.TestAPIDetailQueryCount):
    differences = {
        "test_detail_view_does_not_duplicate_queries": "fewer queries",
    }

    def test_detail_view__costs_no_more_than_wagtails(self):
        self.client.get("/api/main/pages/2/")
        with CaptureQueriesContext(connection) as captured:
            assert self.client.get("/api/main/pages/2/").status_code == 200
        assert len(captured) <= 10
