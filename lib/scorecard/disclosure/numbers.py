"""The numbers of a text, in digits or in words, each with the words on both sides of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
IN_WORDS = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
TIMES = {"hundred": 100, "thousand": 1000}
TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*|[^\W\d_]+|%|°|£")


@dataclass(frozen=True)
class Number:
    """A number as it is written, its value, the words before and after it, and where in the text it begins."""

    written: str
    value: float
    before: str
    after: str
    at: int


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers in the order of the text. One with two points, such as a release, is none."""
    found = list(TOKEN.finditer(text))
    tokens = [token[0] for token in found]
    at = 0
    while at < len(tokens):
        value, length = _number(tokens, at)
        if length:
            before = tokens[at - 1].casefold() if at else ""
            after = tokens[at + length].casefold() if at + length < len(tokens) else ""
            if value is not None:
                yield Number(" ".join(tokens[at : at + length]), value, before, after, found[at].start())
            at += length
        else:
            at += 1


def _number(tokens: list[str], at: int) -> tuple[float | None, int]:
    """The value of the number that begins there, and of how many tokens; 0 where none does."""
    if tokens[at][0].isdigit():
        plain = tokens[at].replace(",", "")
        return (float(plain) if plain.count(".") < 2 else None), 1
    total, current, length = 0, 0, 0
    for token in tokens[at:]:
        word = token.casefold()
        if word in IN_WORDS:
            current += IN_WORDS[word]
        elif word in TIMES and length:
            current *= TIMES[word]
            if TIMES[word] == 1000:
                total, current = total + current, 0
        elif word == "and" and length and tokens[at + length - 1].casefold() in TIMES:
            pass
        else:
            break
        length += 1
    while length and tokens[at + length - 1].casefold() == "and":
        length -= 1
    return float(total + current), length
