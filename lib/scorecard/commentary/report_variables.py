"""The `{{< var … >}}` of the report's text: which would read oddly with this month's numbers.

A variable that does not exist prints `?var:…`; one without data, or with a one where the sentence has a plural, prints a
sentence nobody would write.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from scorecard.commentary.blocks import Remark
from scorecard.words import NO_DATA, SINGULAR, SLIGHTLY

VARIABLE = re.compile(r"(?<!\{)\{\{<\s*var\s+(?P<name>[^\s>]+)\s*>\}\}(?!\})")
ALIKE = re.compile(r"\{+\s*<?\s*var\s+[\w.]+\s*>?\s*\}+")
MARKS = re.compile(r"[*_>#\s-]+")
PLURALS = {*SINGULAR, "are", "were", "have"}
MOVES = {"up", "down", "rose", "fell", "risen", "fallen", "increased", "decreased", "by", "of"}


def mistaken_variables(text: str, variables: Mapping[str, Any]) -> Iterator[Remark]:
    """A remark on each variable of the report's text that no renderer can fill in: unknown, or not written as one."""
    for number, line in enumerate(text.split("\n"), start=1):
        for found in VARIABLE.finditer(line):
            value = _value(variables, found["name"])
            if not isinstance(value, str):
                yield Remark(number, _unknown(found["name"], value, variables))
        for found in ALIKE.finditer(line):
            if not VARIABLE.fullmatch(found[0]) and not found[0].startswith("{{{<"):
                yield Remark(
                    number, f"`{found[0]}` is no variable; write it as {{{{< var started.value >}}}}"
                )


def odd_variables(text: str, variables: Mapping[str, Any]) -> Iterator[Remark]:
    """A remark on each variable of the report's text that would read oddly."""
    for number, line in enumerate(text.split("\n"), start=1):
        for found in VARIABLE.finditer(line):
            name, value = found["name"], _value(variables, found["name"])
            if isinstance(value, str) and (why := _odd(value, line[: found.start()], line[found.end() :])):
                yield Remark(number, f"{name} is “{value}” this month, and {why}")


def _value(variables: Mapping[str, Any], name: str) -> Any:
    value: Any = variables
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value if value is None or isinstance(value, Mapping) else str(value)


def _unknown(name: str, value: Any, variables: Mapping[str, Any]) -> str:
    if value is not None:
        return f"{name} is a group of variables; name one of it, such as {name}.{next(iter(value), 'value')}"
    near = get_close_matches(name, _names(variables), n=1)
    return f"there is no variable {name}" + (f"; did you mean {near[0]}?" if near else "")


def _names(variables: Mapping[str, Any], before: str = "") -> list[str]:
    names = []
    for key, value in variables.items():
        names += _names(value, f"{before}{key}.") if isinstance(value, Mapping) else [f"{before}{key}"]
    return names


def _odd(value: str, before: str, after: str) -> str:
    """Why a value reads oddly between what stands before and after it, or blank."""
    start = MARKS.sub(" ", VARIABLE.sub("x", before)).strip()
    following = MARKS.sub(" ", VARIABLE.sub("x", after)).split()
    if not value or NO_DATA in value:
        return "the sentence has nothing to say; reword it or leave it out"
    if value == "1" and following and following[0].strip(".,;:()") in PLURALS:
        return f"“1 {following[0].strip('.,;:()')}” wants the singular"
    if (
        value.startswith(("up ", "down ", SLIGHTLY, "no change"))
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
