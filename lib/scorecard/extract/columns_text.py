"""A proposal of columns.yml as text, for the analyst to read and mend."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable

import yaml

from scorecard.extract.own_columns import LEAVE_OUT
from scorecard.extract.proposal import Proposal
from scorecard.unusable import Unusable

ABOUT = f"""\
# Which of the council's headings are which columns of the extract, and which of its words are which codes
# (data/README.md). Read it through: it is a proposal. A word whose rows do not belong: `{LEAVE_OUT}`.
"""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ]*[A-Za-z0-9]")
_WORDS_OF_YAML = {"yes", "no", "on", "off", "true", "false", "null"}


def with_entries(old: str, proposals: Iterable[Proposal], name: str) -> str:
    """The text of a columns.yml with an entry for each proposal, below those of its table or in its end; what has no place is a
    comment beside it. Raises Unusable for a table whose entries are not written as lines."""
    by_table = defaultdict(list)
    for each in proposals:
        by_table[each.table.name].append(each)
    old = old.rstrip("\n") + "\n"
    lines, tree = old.split("\n")[:-1], yaml.compose(old)
    there = {key.value: value for key, value in tree.value if key.value in by_table} if tree else {}
    for what, node in (
        ("the file", tree),
        *((f"the entries of {table}", node) for table, node in there.items()),
    ):
        if node and node.flow_style:
            place = f"{name}, line {node.start_mark.line + 1}"
            raise Unusable(
                f"{place}: write {what} as lines, without {{ }} and [ ] around them, to add to them"
            )
    end = tree.end_mark.line if tree else len(lines)
    new = [f"{table}:\n{''.join(map(_entry, of))}" for table, of in by_table.items() if table not in there]
    lines[end:end] = ["", *"".join(new).splitlines()] if new else []
    for table, entries in sorted(there.items(), key=lambda each: -each[1].start_mark.line):
        lines = _below(lines, entries, by_table[table])
    return "\n".join([*lines, ""])


def _below(lines: list[str], entries: yaml.Node, proposals: Iterable[Proposal]) -> list[str]:
    """The lines of a file with more entries of a table below those that are there, of which a single one becomes the first."""
    first, column = entries.start_mark.line, entries.start_mark.column
    end = entries.end_mark.line  # of what follows
    while not lines[end - 1] or lines[end - 1].startswith("#"):
        end -= 1
    own = lines[first:end]
    if isinstance(entries, yaml.MappingNode):
        own = [f"{' ' * column}- {own[0][column:]}", *(f"  {line}" for line in own[1:])]
    new = [" " * column + line[2:] for each in proposals for line in _entry(each).splitlines()]
    return [*lines[:first], *own, *new, *lines[end:]]


def _entry(proposal: Proposal) -> str:
    name = re.sub(r"\d[\d ._-]*|[][?*]", "*", proposal.sheet.short)  # next month's has another date
    lines = [f"  - sheet: {_word(name)}", "    columns:"]
    for column, headings in proposal.columns.items():
        named = _word(headings[0]) if len(headings) == 1 else f"[{', '.join(map(_word, headings))}]"
        lines.append(f"      {column}: {named}")
    if proposal.always:
        lines += ["    always:", *(f"      {column}: {code}" for column, code in proposal.always.items())]
    known = {
        column: {word: code for word, code in of.items() if code} for column, of in proposal.words.items()
    }
    if any(known.values()):
        lines.append("    words:")
        for column, words in known.items():
            if words:
                lines += [
                    f"      {column}:",
                    *(f"        {_word(word)}: {_word(code)}" for word, code in words.items()),
                ]
    lines += [f"    # {each}" for each in unmapped(proposal)]
    return "\n".join(lines) + "\n"


def unmapped(proposal: Proposal) -> list[str]:
    """What of a proposal has no place yet, a line each."""
    lines = [f"{column}: no heading found" for column in proposal.missing]
    for column, words in proposal.words.items():
        if unknown := [_word(word) for word, code in words.items() if not code]:
            lines.append(f"{column}: words without a code: {', '.join(unknown)}")
    if proposal.unused:
        lines.append(f"not used: {', '.join(map(_word, proposal.unused))}")
    return lines


def _word(text: str) -> str:
    """A text as YAML reads it, in quotation marks where it must have them, and on one line."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return (
        text
        if len(text) == 1 and text.isalnum() and text not in "yYnN"
        else json.dumps(text, ensure_ascii=False)
    )
