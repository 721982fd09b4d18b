"""Keeps answers to give them again, as long as they are what the site would answer.

An answer belongs to a state (`state`): where the change log is, and until when nothing
happens by the clock. Its name (`etags`) is made of that state, of the release of the
code and of the address. Whatever changes, the name changes, and the old answer is not
found any more: nothing has to be thrown away in time.
"""
