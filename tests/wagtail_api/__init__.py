"""Wagtail's own tests of its API, run with our endpoint in the place of Wagtail's.

They need Wagtail's test site and its settings, so they are a run of their own:
`pytest --ds tests.wagtail_api.settings tests/wagtail_api/suite.py`.
`tests/api/test_wagtail_suite.py` starts it as part of all tests.
"""
