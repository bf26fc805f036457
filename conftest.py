"""Notebooks are tests too: `--nbval` runs each and holds it to the outputs that it was committed with.

Charts are compared by their specification; the pictures of it are left out, since a newer renderer may draw the same
chart in other bytes.
"""

collect_ignore = [
    "notebooks/region.ipynb"
]  # tests/render/test_regional_pack.py runs it, and renders what comes of it

PICTURES = ("image/svg+xml", "image/png")


def pytest_collectstart(collector):
    """Tell nbval which outputs not to compare (its documented way)."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += PICTURES
