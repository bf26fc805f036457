"""What a public pack shows that cannot be worked out from its published counts, and so must come from somewhere else.

The pack is worked out again from its counts alone: its words, the shapes of its charts and their pictures. Each number of
the published files has to stand in that, beside the same word; each shape and picture has to be one of those.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import isclose

from scorecard.disclosure.derived import Row
from scorecard.disclosure.numbers import Number, numbers_in
from scorecard.disclosure.places import Place, markup
from scorecard.disclosure.words import name_of_row

MONTHS = "january february march april may june july august september october november december".split()
TRIVIAL = {"figure", "table", "page", "part"}
"""The words before the numbers by which a document counts itself."""
ROWS = ("indicator", "period_type", "period_start", "period_end", "category")


@dataclass(frozen=True)
class Derivable:
    """What the published counts give: `texts`, the `shapes` of charts (as `Place.text` has them) and the digests of
    `pictures`."""

    texts: tuple[str, ...]
    shapes: frozenset[str]
    pictures: frozenset[str]


def not_derivable(places: Iterable[Place], derivable: Derivable) -> Iterator[str]:
    """What of some places is not derivable, each named by file and place."""
    beside: dict[float, set[tuple[str, str]]] = {}
    for text in derivable.texts:
        for number in numbers_in(text):
            beside.setdefault(number.value, set()).update(
                {("before", number.before), ("after", number.after)}
            )
    for place in places:
        if place.kind == "drawn":
            if place.text not in derivable.shapes:
                yield f"{place.file}, {place.where}: it is drawn otherwise than its figures are ({place.text[:60]})"
        elif place.kind == "picture":
            if sha256(place.data).hexdigest() not in derivable.pictures:
                yield f"{place.file}, {place.where}: it is not the picture of its figures"
        elif place.kind == "text":
            for number in numbers_in(place.text):
                if not _stands(number, beside.get(number.value, set())):
                    near = " ".join(filter(None, [number.before, number.written, number.after]))
                    yield f"{place.file}, {place.where}: {number.written} does not follow from the published counts ({near})"


def _stands(number: Number, beside: set[tuple[str, str]]) -> bool:
    if number.before in TRIVIAL and number.value == int(number.value):
        return True
    return bool({("before", number.before), ("after", number.after)} & {each for each in beside if each[1]})


def not_as_derived(file: str, data: bytes, rows: Iterable[Row]) -> Iterator[str]:
    """The rows of a file of measures that are not as its published counts give them, or that are shown, or not shown, against
    the rule."""
    given = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))), 2):
        given[tuple(row[column] for column in ROWS)] = number, row
    for row in rows:
        key = (row.indicator, row.kind, f"{row.start}", f"{row.end}", row.category)
        if key not in given:
            yield f"{file}: {name_of_row(row)} is not there, though its counts are published"
            continue
        number, found = given.pop(key)
        if (found["suppressed"] == "True") != row.suppressed:
            shown = "shown, though it may not be" if row.suppressed else "not shown, though it is published"
            yield f"{file}, line {number}: {name_of_row(row)} is {shown}"
        for column in ("numerator", "denominator", "value"):
            if not _same(found[column], getattr(row, column)):
                yield (
                    f"{file}, line {number}: {column} {found[column] or 'blank'} of {name_of_row(row)} does not follow from "
                    "the published counts"
                )
    for number, found in given.values():
        yield f"{file}, line {number}: {found['indicator']} {found['category']} is shown, though it may not be"


def _same(written: str, value: float) -> bool:
    if not written:
        return value != value
    return re.fullmatch(r"-?\d+(\.\d+)?", written) is not None and isclose(float(written), value)


def derivable_from(texts: Iterable[str], charts: Iterable[str], pictures: Iterable[bytes]) -> Derivable:
    """From the texts, charts (SVG) and pictures that were worked out again."""
    words, shapes = list(texts), set()
    for chart in charts:
        for place in markup("", chart, ""):
            if place.kind == "drawn":
                shapes.add(place.text)
            else:
                words.append(place.text)
    return Derivable(
        tuple(words), frozenset(shapes), frozenset(sha256(each).hexdigest() for each in pictures)
    )
