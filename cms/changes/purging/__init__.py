"""Tells caches in front of the site, such as Varnish or a CDN, what they must forget.

They are told twice: at once by whoever makes a change (`signal_handlers`), so that the
next reader sees it, and a little later by the worker (`job`), which goes on from where
it was, whatever was killed or unreachable in between. The second time also takes what
was on its way to the cache while the first was being told.
"""
