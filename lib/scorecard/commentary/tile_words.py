"""What the words of a tile of the scorecard's two sides may begin as.

A draft of them is how the same figure's commentary in the pack begins, once it is set to the month: its verdict in bold, if it
has one, and its first sentence. Until then it is what there is to say in a line.
"""

import re
from collections.abc import Mapping

from scorecard.board import Board
from scorecard.commentary.blocks import Block, Commentary
from scorecard.commentary.lead_words import lead_for
from scorecard.commentary.tiles import with_room
from scorecard.commentary.typed_numbers import with_variables
from scorecard.display.captions import compositions
from scorecard.display.standing import CLAIMED, difference, in_a_year, in_counts, target
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.plain_text import in_markdown
from scorecard.report_text import CODE_OR_COMMENT
from scorecard.words import category_words, change, identifier, number

SENTENCE = re.compile(r"(?:\*\*[^*]+\*\*\s+)?(?:\{\{<.*?>\}\}|[^.?!]|[.?!](?=\S))+[.?!](?=\s|$)")
BRACKETS = re.compile(r" \([^)]*\)")


def lead(block: Block, pack: Commentary, printed: Mapping[str, str]) -> str:
    """How the pack's commentary on the same figures begins, as it is written, without its brackets where there is no room
    for them; "" where it has none, or none for which there is room. `printed`: what the report's variables print."""
    about = set(block.indicators)
    for other in pack.blocks:
        text = " ".join(CODE_OR_COMMENT.sub("", other.text).split())
        if about & set(other.indicators) and not other.public and (found := SENTENCE.match(text)):
            return with_room([found[0], BRACKETS.sub("", found[0])], printed)
    return ""


def brief(indicators: tuple[str, ...], board: Board, printed: Mapping[str, str]) -> str:
    """A line on some indicators beside their figures: its lead words, then how the figure that bears them out stands to its
    target, or how it changed in a year; of a composition the largest group. Where there is no room, it has no brackets, or no
    more than it begins with. What the report's variables print, if anything, they stand in place of."""
    words, judged = lead_for(indicators, board)
    teams = [
        found for (id, team), found in board.judgements.items() if id in indicators and team and found.now
    ]
    changed = next((found for found in teams if found.change_in_year.claim.is_change), None)
    if judged:
        begins = f"**{words}.** " if words else ""
        lines = _shorter(begins, _said_of(judged, words), judged, printed)
    elif teams:
        told, begins = changed or teams[0], f"{in_markdown(changed.category)}. " if changed else ""
        lines = _shorter(begins, _said_of(told), told, printed)
    else:
        largest = [*filter(None, (_largest(id, board, printed) for id in indicators))]
        lines = [" ".join(largest[:some]) for some in range(len(largest), 0, -1)] or [
            "There is no data on this."
        ]
    return with_room(lines, printed)


def _shorter(begins: str, said: str, judged: Judgement, printed: Mapping[str, str]) -> list[str]:
    """A line in full, without its brackets, which a variable may hold, and without more than it begins with."""
    written = [_written(words, judged, printed) for words in (said, BRACKETS.sub("", said))]
    return [*(begins + words for words in written), begins.strip()]


def _written(words: str, judged: Judgement, printed: Mapping[str, str]) -> str:
    of = [judged.indicator.id, *([identifier(judged.category)] if judged.category else [])]
    return with_variables(words, ".".join(of), printed) if printed else words


def _said_of(judged: Judgement, lead_words: str = "") -> str:
    """How it stands; the claim is not said twice, where the lead words are the same."""
    made = judged.change_in_year
    if judged.against_target in (AgainstTarget.NOT_MET, AgainstTarget.TOLERATED):
        return f"It {target(judged)}."
    if in_counts(judged) and made.difference is not None:
        return f"In counts: {in_a_year(judged)}."
    if made.difference is not None:
        claim = CLAIMED.get(made.claim, str(made.claim))
        words = f"In a year: {difference(made, judged.unit)}"
        return f"{words}." if claim in ("", lead_words.lower()) else f"{words}, {claim}."
    return f"Since the period before: {change(judged.change.difference, judged.unit)}."


def _largest(indicator: str, board: Board, printed: Mapping[str, str]) -> str:
    parts = compositions(board.measures[board.measures["indicator"] == indicator])
    parts = parts[~parts["category"].isin(INDICATORS[indicator].parts)]
    if parts.empty:
        return ""
    first = parts.loc[parts["numerator"].idxmax()]
    size = number(first["numerator"])
    if printed:
        size = with_variables(size, f"{indicator}.{identifier(first['category'])}", printed)
    return f"The most: {category_words(first['category'])} ({size})."
