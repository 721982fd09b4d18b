"""Wagtail's search in a database, folded: the index and what is searched for alike."""
