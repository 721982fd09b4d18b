"""Pages that visitors' browsers keep, to be read without a connection.

A page says itself that it may be kept, and until when (`headers`). A worker in the
browser keeps it; a page lists what is kept and lets the visitor forget it (`views`).
`docs/decisions/0030-languages-and-reading-offline.md` says what is never kept.
"""
