"""The synthetic council: how `data/make_sample.py` makes up a child-level history, one theme a module."""
