"""Django's databases with one addition: something to do right before each commit.

Django tells of a commit afterwards (`transaction.on_commit`), when a process may be
killed before it has written down what it did.
"""
