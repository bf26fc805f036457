"""The words in bold that a commentary may begin with, and whether its figures bear them out.

A reader who has a minute reads only these, so they are a fixed list, each with what must be true of a figure to say it.
"""

import re
from collections.abc import Callable, Iterator

from scorecard.board import Board
from scorecard.commentary.blocks import Block
from scorecard.indicators import INDICATORS
from scorecard.judgement.changes import Claim
from scorecard.judgement.judge import Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.report_text import Remark
from scorecard.words import list_of

LEAD = re.compile(r"\*\*([^*]+?)[.!]\*\*")


def _said(*claims: Claim) -> Callable[[Judgement], bool]:
    return lambda judged: judged.change_in_year.claim in claims


def _badly_unusual(judged: Judgement) -> bool:
    side = judged.variation.side if judged.variation else 0
    return bool(side) and judged.indicator.good == ("lower" if side > 0 else "higher")


def _missed(judged: Judgement) -> bool:
    return judged.against_target is AgainstTarget.NOT_MET


def _attention(judged: Judgement) -> bool:
    return _missed(judged) or judged.change_in_year.claim is Claim.WORSE or _badly_unusual(judged)


def _unusual(judged: Judgement) -> bool:
    return bool(judged.variation and judged.variation.side)


def _steady(judged: Judgement) -> bool:
    return judged.change_in_year.claim is Claim.SAME and not _unusual(judged) and not _missed(judged)


LEADS: dict[str, tuple[Callable[[Judgement], bool], str]] = {
    "Good": (
        lambda judged: judged.against_target is AgainstTarget.MET and not _attention(judged),
        "a target that is met",
    ),
    "Better": (_said(Claim.BETTER), "a change for the better that neither chance nor late entries explain"),
    "Worse": (_said(Claim.WORSE), "a change for the worse that neither chance nor late entries explain"),
    "Changed": (_said(Claim.HIGHER, Claim.LOWER), "a change that neither chance nor late entries explain"),
    "Steady": (
        _steady,
        "a figure about the same as a year before, its target not missed and its month as usual",
    ),
    "No clear change": (
        _said(Claim.SAME, Claim.TOO_FEW, Claim.TOO_EARLY),
        "a change that chance, or late entries, may explain",
    ),
    "Too early to tell": (_said(Claim.TOO_EARLY), "a change that late entries may explain"),
    "Too few to tell": (_said(Claim.TOO_FEW), "figures of fewer than 20"),
    "Unusual": (_unusual, "a month outside its usual range, or eight on one side of its average"),
    "Watch": (
        lambda judged: _attention(judged) or judged.against_target is AgainstTarget.TOLERATED,
        "a target that is not met, or a change or a month for the worse",
    ),
    "Needs attention": (_attention, "a target that is missed, or a change or a month for the worse"),
}
"""The lead words, each with what it takes and that in words."""


MOST_PRESSING_FIRST = (
    "Needs attention", "Worse", "Unusual", "Better", "Changed", "Watch", "Good", "Steady", "Too few to tell", "Too early to tell",
    "No clear change",
)  # fmt: skip
"""In which order they are proposed."""


def lead_for(indicators: tuple[str, ...], board: Board) -> tuple[str, Judgement | None]:
    """The words that a commentary on some indicators may begin with, and the figure that bears them out; "" and the first
    figure, if there is one, where there are none. "Steady" is proposed only where the month is judged as well."""
    judged = [found for id in indicators if (found := board.judgements.get((id, ""))) and found.now]
    for words in MOST_PRESSING_FIRST:
        for found in judged:
            if LEADS[words][0](found) and (words != "Steady" or found.variation):
                return words, found
    return "", next(iter(judged), None)


def lead_of(block: Block) -> str:
    """The words in bold that a commentary begins with, up to their full stop; "" for none."""
    found = LEAD.match(block.text)
    return found[1] if found else ""


def lead_words(blocks: tuple[Block, ...], board: Board) -> Iterator[Remark]:
    """A remark on each commentary that begins with words that are none of LEADS, or that none of its figures bears out."""
    for block in blocks:
        lead = lead_of(block)
        if not lead:
            continue
        if lead not in LEADS:
            named = list_of([f"“{each}.”" for each in LEADS], "or")
            yield Remark(block.line, f"“{lead}.” is none of the words that a commentary begins with: {named}")
            continue
        borne_out, words = LEADS[lead]
        known = [id for id in block.indicators if id in INDICATORS]
        judged = [board.judgements.get((id, "")) for id in known]
        if known and not any(borne_out(each) for each in judged if each and each.now):
            none = f"{known[0]} is not" if len(known) == 1 else f"none of {list_of(known)} is"
            yield Remark(block.line, f"“{lead}.” is for {words}, which {none}")
