"""The `{{< var … >}}` of the report's text: which would read oddly with this month's numbers.

A variable that does not exist prints `?var:…`; one without data, or with a one where the sentence has a plural, prints a
sentence nobody would write.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from scorecard.commentary.who_reads import lines_for
from scorecard.report_text import Remark, ReportText, Shortcode
from scorecard.words import NO_DATA, SINGULAR, SLIGHTLY

MARKS = re.compile(r"[*_>#\s-]+")
PLURALS = {*SINGULAR, "are", "were", "have"}
MOVES = {"up", "down", "rose", "fell", "risen", "fallen", "increased", "decreased", "by", "of"}
USUALLY_NOTHING = ("month.read_with_care",)
"""Sentences of their own, on what is seldom so."""


def flat(variables: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """What each variable of a report prints, by its whole name: "started.value"."""
    printed: dict[str, str] = {}
    for part, value in variables.items():
        name = before + part
        printed |= flat(value, f"{name}.") if isinstance(value, Mapping) else {name: str(value)}
    return printed


def mistaken_variables(text: ReportText, variables: Mapping[str, Any]) -> Iterator[Remark]:
    """A remark on each variable of the report's text that no renderer can fill in where the audience reads it: unknown, or
    not written as one."""
    printed, read = flat(variables), lines_for(text, variables.get("audience"))
    for variable in text.shortcodes("var"):
        if variable.argument not in printed and variable.line in read:
            yield Remark(variable.line, _unknown(variable.argument, printed))
    for like in text.like_variables:
        yield Remark(like.line, f"`{like.words}` is no variable; write it as {{{{< var started.value >}}}}")


def odd_variables(text: ReportText, variables: Mapping[str, Any]) -> Iterator[Remark]:
    """A remark on each variable of the report's text that would read oddly to the audience."""
    printed, read = flat(variables), lines_for(text, variables.get("audience"))
    for pieces in text.pieces:
        for place, variable in enumerate(pieces):
            if isinstance(variable, str) or variable.argument not in printed or variable.line not in read:
                continue
            value = printed[variable.argument]
            if not value and variable.argument in USUALLY_NOTHING:
                continue
            if why := _odd(value, _words(pieces[:place]), _words(pieces[place + 1 :])):
                yield Remark(variable.line, f"{variable.argument} is “{value}” this month, and {why}")


def _words(pieces: Sequence[str | Shortcode]) -> str:
    """Part of a line with a letter for each variable."""
    return "".join(piece if isinstance(piece, str) else "x" for piece in pieces)


def _unknown(name: str, printed: Mapping[str, str]) -> str:
    if inside := next((each for each in printed if each.startswith(f"{name}.")), ""):
        return f"{name} is a group of variables; name one of it, such as {inside}"
    near = get_close_matches(name, printed, n=1)
    return f"there is no variable {name}" + (f"; did you mean {near[0]}?" if near else "")


def _odd(value: str, before: str, after: str) -> str:
    """Why a value reads oddly between what stands before and after it, or blank."""
    start, following = MARKS.sub(" ", before).strip(), MARKS.sub(" ", after).split()
    if not value or NO_DATA in value:
        return "the sentence has nothing to say; reword it or leave it out"
    if value == "1" and following and following[0].strip(".,;:()") in PLURALS:
        return f"“1 {following[0].strip('.,;:()')}” wants the singular"
    if (
        value.startswith(("up ", "down ", SLIGHTLY, "the same"))
        and start
        and start.split()[-1].lower() in MOVES
    ):
        return f"“{start.split()[-1]} {value}” says it twice"
    if (
        value[0].islower()
        and (not start or start[-1] in ".?!")
        and not before.lstrip().startswith(("-", "|"))
    ):
        return "a sentence begins with it; begin with another word"
    return ""
