"""The release test: whether published figures let anybody work out a child. It trusts nobody, and shares no code with the
protection that it tests.
"""
