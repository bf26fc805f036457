"""Which lines of the report's text an audience is shown: what stands in a div that is hidden from it is none of its."""

from collections.abc import Container, Iterator

from scorecard.report_text import Div, ReportText

PROFILE = "public"


def lines_for(text: ReportText, audience: str | None) -> Container[int]:
    """The numbers of the lines that a report for an audience shows, its front matter's among them."""
    if audience != PROFILE:
        return range(1, len(text.lines) + 1)
    return {*range(1, text.head + 1), *public_lines(text)}


def public_lines(text: ReportText) -> Iterator[int]:
    """The numbers of the lines below the front matter that a public report shows."""
    hidden = [(div.line, div.last or len(text.lines)) for div in text.divs if _is_hidden(div)]
    for line in range(text.head + 1, len(text.lines) + 1):
        if not any(first <= line <= last for first, last in hidden):
            yield line


def _is_hidden(div: Div) -> bool:
    if "content-hidden" in div.classes:
        return _is_for(div)
    return "content-visible" in div.classes and not _is_for(div)


def _is_for(div: Div) -> bool:
    """Whether a div's condition is met by a public report."""
    given = div.attributes
    when, unless = given.get("when-profile"), given.get("unless-profile")
    return when in (None, PROFILE) and unless != PROFILE
