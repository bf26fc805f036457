"""What a public pack shows that cannot be worked out from its published counts, and so must come from somewhere else.

The pack is worked out again from its counts alone: its words, the shapes of its charts and their pictures. Each number of
the published files has to stand in that, beside the same word; each shape and picture has to be one of those.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from scorecard.disclosure.constants import without_constants
from scorecard.disclosure.numbers import Number, numbers_in
from scorecard.disclosure.paper import Told
from scorecard.disclosure.places import Place, markup

OF_PAGES = re.compile(
    r"\b(?:page|side)\s+\d+\s+of\s+\d+|\b(?:figures?|tables?|page)\s+\d+(?:\s+and\s+\d+)?", re.IGNORECASE
)
"""How a document counts itself."""
VALUES = re.compile(r"(?<!\S)\d+(?!\S)(?=[\d ]*$)|\S.*")
"""The values of a chart side by side, or all of a line."""
EXACT = 0.00005
"""How near two strokes on paper are that are the same, in widths of their picture: a chart's least unit is thirty times that."""


@dataclass(frozen=True)
class Derivable:
    """What the published counts give: `texts`, the `shapes` of charts (as `Place.text` has them), the digests of `pictures`,
    `strokes` on paper; and the `code` of the theme, as `plain_code` has it."""

    texts: frozenset[str]
    shapes: frozenset[str]
    pictures: frozenset[str]
    strokes: frozenset[str] = frozenset()
    code: tuple[str, ...] = ()

    @cached_property
    def _beside(self) -> dict[float, set[str]]:
        """By number, the words before and after it, and "" where it stands alone."""
        found: dict[float, set[str]] = {}
        for text in self.texts:
            for number in numbers_in(text):
                found.setdefault(number.value, set()).update(_marks(number))
        return found

    def gives(self, number: Number) -> bool:
        """Whether a number stands beside the same word somewhere."""
        return not _marks(number).isdisjoint(self._beside.get(number.value, ()))

    @cached_property
    def _by_steps(self) -> dict[str, np.ndarray]:
        """The points of strokes that go the same steps, a row each."""
        found: dict[str, list[np.ndarray]] = {}
        for stroke in self.strokes:
            steps, points = _points(stroke)
            found.setdefault(steps, []).append(points)
        return {steps: np.array(rows) for steps, rows in found.items()}

    def draws(self, stroke: str) -> bool:
        """Whether a stroke is one of those, as far as paper is exact."""
        steps, points = _points(stroke)
        alike = self._by_steps.get(steps)
        return alike is not None and bool((abs(alike - points) < EXACT).all(axis=1).any())


def _points(stroke: str) -> tuple[str, np.ndarray]:
    steps, *points = stroke.split(" ")
    return steps, np.array(points, dtype="float64")


def _marks(number: Number) -> set[str]:
    found = set()
    if number.before:
        found.add(f"{number.before} _")
    if number.after:
        found.add(f"_ {number.after}")
    return found or {"_"}


def not_derivable(places: Iterable[Place], derivable: Derivable) -> Iterator[str]:
    """What of some places is not derivable, each named by file and place."""
    for place in places:
        if place.kind == "drawn":
            if place.text not in derivable.shapes:
                yield f"{place.file}, {place.where}: it is drawn otherwise than its figures are ({place.text[:60]})"
        elif place.kind == "stroke":
            if not derivable.draws(place.text):
                yield f"{place.file}, {place.where}: it is drawn otherwise than its figures are"
        elif place.kind == "picture":
            if sha256(place.data).hexdigest() not in derivable.pictures:
                yield f"{place.file}, {place.where}: it is not the picture of its figures"
        elif place.kind in ("drawing", "chart"):
            if sha256(place.text.encode("utf-8")).hexdigest() not in derivable.pictures:
                yield from _otherwise_drawn(place, derivable)
        elif place.kind == "code":
            if rest := _not_of_the_theme(place.text, derivable.code):
                yield f"{place.file}, {place.where}: it is not the theme's ({rest[:60]})"
        elif place.text not in derivable.texts:
            for number in _not_given(place, derivable):
                near = " ".join(filter(None, [number.before, number.written, number.after]))
                yield f"{place.file}, {place.where}: {number.written} does not follow from the published counts ({near})"


def _not_given(place: Place, derivable: Derivable) -> Iterator[Number]:
    """The numbers of a text that are not derivable; on a page of paper each may stand in its line alone too, as a chart's do."""
    in_line: set[int] = set()
    begins = 0
    for line in place.text.split("\n") if place.kind == "page" else ():
        for part in VALUES.finditer(line):
            in_line |= {
                begins + part.start() + each.at for each in _numbers(part[0]) if derivable.gives(each)
            }
        begins += len(line) + 1
    for number in _numbers(place.text):
        if not derivable.gives(number) and number.at not in in_line:
            yield number


def _numbers(text: str) -> Iterator[Number]:
    """Those of a text that may be figures, with the words beside them."""
    left = without_constants(OF_PAGES.sub(lambda found: " " * len(found[0]), text))
    return (number for number in numbers_in(text) if left[number.at] != " ")


def _otherwise_drawn(place: Place, derivable: Derivable) -> Iterator[str]:
    """What of a chart or a picture is not that of its figures."""
    found = []
    if place.kind == "drawing":
        found = list(not_derivable(markup(place.file, place.text, place.where), derivable))
    yield from found or [f"{place.file}, {place.where}: it is not the picture of its figures"]


def plain_code(text: str) -> str:
    """A script or a style without its comments, in one line."""
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split())


def _not_of_the_theme(text: str, code: Iterable[str]) -> str:
    rest = plain_code(text)
    for each in code:
        rest = rest.replace(each, "")
    rest = re.sub(
        r':root \{[^}]*\}|\.panel\[data-widths="\d+ \d+"\] \{ --left: \d+fr; --right: \d+fr; \}', "", rest
    )
    return rest.strip()


def derivable_from(
    texts: Iterable[str],
    charts: Iterable[str],
    pictures: Iterable[bytes],
    shapes: Iterable[str],
    code: Iterable[str],
    paper: Iterable[Told] = (),
) -> Derivable:
    """From the texts, charts (SVG) and pictures (specifications among them) that were worked out again, `shapes` drawn beside
    them, the theme's code, and what a paper with the charts shows."""
    words, drawn, known = set(texts), set(shapes), set(pictures)
    for chart in charts:
        known.add(chart.encode("utf-8"))
        for place in markup("", chart, ""):
            if place.kind == "drawn":
                drawn.add(place.text)
            else:
                words.add(place.text)
    strokes = set()
    for _, text, kind, data in paper:
        if kind == "stroke":
            strokes.add(text)
        elif kind == "picture":
            known.add(data)
    digests = frozenset(sha256(each).hexdigest() for each in known)
    return Derivable(
        frozenset(words), frozenset(drawn), digests, frozenset(strokes), tuple(map(plain_code, code))
    )
