"""Which figures each commentary was read against: a later extract of the same month that changes one makes it due again.

The figures that a commentary names are kept in `data/history/read.json` when the report is first made with the commentary
set to its month, those of a draft that nobody edits when it is written; `scorecard check --read` says that all were read
again. What changed since is told to the filters of the report by `report/sections/due.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scorecard.commentary.blocks import Block, read_commentary
from scorecard.commentary.report_variables import flat
from scorecard.commentary.tiles import in_tiles
from scorecard.digests import digest_of
from scorecard.project import Project
from scorecard.report_text import Remark, ReportText, read_reports
from scorecard.whole_files import write_whole
from scorecard.words import list_of

NOT_FIGURES = ("month.", "council.", "protection.")
MOST_TOLD = 3

Kept = dict[str, dict[str, Any]]
"""The month and the figures of each commentary, by its report's file, indicators and place among those of the same; of one
that was drafted also the digest of its draft, until the report is made with it."""


def follow(project: Project, variables: Mapping[str, Any], *, anew: bool = False) -> None:
    """Keep the figures of each commentary that is set to the month and was not before, with `anew` those of all that are; and
    tell the filters which commentaries have others now."""
    texts = read_reports(project)
    kept = old = _read(project)
    for text in texts:
        for key, block in _set_to_month(text, variables):
            before = kept.get(key, {})
            if anew or before.get("month") != block.month.name or _edited(before, block):
                kept = kept | {key: _against(block, text, variables)}
            elif "draft" in before:
                kept = kept | {key: {name: before[name] for name in ("month", "figures")}}
    if kept != old:
        write_whole(project.read, _written(kept))
    marks: dict[str, dict[str, str]] = {"pack": {}, "tiles": {}}
    for text in texts:
        tiles = in_tiles(text)
        for block, told in changed(project, text, variables):
            marks["tiles" if block in tiles else "pack"][" ".join(block.indicators)] = told
    write_whole(project.marks, _written(marks))


def with_drafts_kept(
    project: Project, before: Sequence[ReportText], after: Sequence[ReportText], variables: Mapping[str, Any]
) -> bytes:
    """What `data/history/read.json` is to hold once drafts have made the texts of `before` those of `after`."""
    kept = _read(project)
    for old, new in zip(before, after):
        for (_, was), (key, block) in zip(_for_the_board(old), _for_the_board(new)):
            if was.lines != block.lines:
                kept = kept | {key: _against(block, new, variables) | {"draft": digest_of(block.words)}}
    return _written(kept)


def unedited(project: Project, text: ReportText) -> list[Block]:
    """The commentaries that stand as they were drafted."""
    kept = _read(project)
    found = [(kept.get(key, {}), block) for key, block in _for_the_board(text)]
    return [block for before, block in found if "draft" in before and not _edited(before, block)]


def _edited(before: Mapping[str, Any], block: Block) -> bool:
    """Whether somebody has changed the draft that is kept of a commentary."""
    return "draft" in before and before["draft"] != digest_of(block.words)


def changed(project: Project, text: ReportText, variables: Mapping[str, Any]) -> list[tuple[Block, str]]:
    """The commentaries set to the month of which a figure is another now than when they were read: which, from what and to
    what."""
    kept, printed, found = _read(project), flat(variables), []
    for key, block in _set_to_month(text, variables):
        before = kept.get(key, {})
        its_own = before.get("month") == block.month.name and not _edited(before, block)
        figures = before.get("figures", {}) if its_own else {}
        told = [
            f"{name} went from “{value}” to “{printed[name]}”"
            for name, value in figures.items()
            if name in printed and printed[name] != value
        ]
        if told:
            more = [f"{len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
            found.append((block, list_of([*told[:MOST_TOLD], *more])))
    return found


def remarks_on_changed(project: Project, text: ReportText, variables: Mapping[str, Any]) -> list[Remark]:
    """A remark on each of these."""
    return [
        Remark(
            block.line,
            f"{block.about} {'is' if len(block.indicators) < 2 else 'are'} due again: since it was written for "
            f"{block.month.name}, {told}; read it, then say so by `scorecard check --read`",
        )
        for block, told in changed(project, text, variables)
    ]


def _set_to_month(text: ReportText, variables: Mapping[str, Any]) -> Iterator[tuple[str, Block]]:
    """The commentaries of the internal report that are set to the month, by what they are kept under; none with what the
    variables of a public one print, which are other figures."""
    month = variables.get("month", {}).get("name")
    for key, block in _for_the_board(text) if variables.get("audience") != "public" else ():
        if block.month and block.month.name == month:
            yield key, block


def _for_the_board(text: ReportText) -> Iterator[tuple[str, Block]]:
    """The commentaries that not only the public reads, by what they are kept under."""
    seen: dict[str, int] = {}
    for block in read_commentary(text).blocks:
        if not block.public:
            about = f"{text.name}: {' '.join(block.indicators)}"
            seen[about] = seen.get(about, 0) + 1
            yield about + (f" ({seen[about]})" if seen[about] > 1 else ""), block


def _against(block: Block, text: ReportText, variables: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a commentary that is read, or drafted, with these variables."""
    return {"month": variables["month"]["name"], "figures": _named(block, text, flat(variables))}


def _named(block: Block, text: ReportText, printed: Mapping[str, str]) -> dict[str, str]:
    """What the figures print that a commentary names: those of its indicators, and its variables."""
    lines = range(block.line, block.line + len(block.lines) + 1)
    names = [f"{id}.value" for id in block.indicators]
    names += [each.argument for each in text.shortcodes("var") if each.line in lines]
    return {
        name: printed[name]
        for name in dict.fromkeys(names)
        if name in printed and not name.startswith(NOT_FIGURES)
    }


def _read(project: Project) -> Kept:
    try:
        kept = json.loads(project.read.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _written(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
