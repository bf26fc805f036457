"""The report's text as the public reads it: which lines it is shown, and that no number is typed in them.

A number typed by hand, in digits or in words, may be a true one: only variables give figures that are protected. Allowed
are the constants of definitions.
"""

from collections.abc import Iterator

from scorecard.commentary.typed_numbers import NOT_PROSE
from scorecard.disclosure.constants import without_constants
from scorecard.disclosure.numbers import numbers_in
from scorecard.report_text import Div, Remark, ReportText

PROFILE = "public"


def public_lines(text: ReportText) -> Iterator[int]:
    """The numbers of the lines below the front matter that a public report shows."""
    hidden = [(div.line, div.last or len(text.lines)) for div in text.divs if _is_hidden(div)]
    for line in range(text.head + 1, len(text.lines) + 1):
        if not any(first <= line <= last for first, last in hidden):
            yield line


def typed_for_the_public(text: ReportText) -> Iterator[Remark]:
    """A remark on each number that is typed where the public reads it."""
    for line in public_lines(text):
        prose = without_constants(NOT_PROSE.sub(" ", text.prose[line - 1]))
        for number in numbers_in(prose):
            yield Remark(
                line,
                f"{number.written} is typed where the public reads it; write a variable, or say it without a number",
            )


def _is_hidden(div: Div) -> bool:
    if "content-hidden" in div.classes:
        return _is_for(div)
    return "content-visible" in div.classes and not _is_for(div)


def _is_for(div: Div) -> bool:
    """Whether a div's condition is met by a public report."""
    given = div.attributes
    when, unless = given.get("when-profile"), given.get("unless-profile")
    return when in (None, PROFILE) and unless != PROFILE
