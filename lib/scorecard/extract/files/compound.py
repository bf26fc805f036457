"""XLS files whose sectors run in a circle, which would be read for ever: each sector of such a file names the next one of its
stream ([MS-CFB] 2.3), so none may be named twice, nor be the first of a stream and named."""

import struct

import numpy as np

from scorecard.extract.files.sheet import Unreadable

OLE = b"\xd0\xcf\x11\xe0"
_REGULAR = 0xFFFFFFFA
"""Numbers from here on are no sectors."""


def refuse_circles(data: bytes, expected: str) -> None:
    """Raises Unreadable, saying what is expected, for a file with such a circle or one that ends before its sectors do."""
    try:
        (shift,) = struct.unpack_from("<H", data, 30)
        size = 1 << shift
        if shift not in (9, 12):
            raise Unreadable(expected)
        (directory,), (mini,), (more, further) = (
            struct.unpack_from("<I", data, 48),
            struct.unpack_from("<I", data, 60),
            struct.unpack_from("<2I", data, 68),
        )
        tables = list(struct.unpack_from("<109I", data, 76))
        for _ in range(min(further, len(data) // size)):
            *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
            tables += listed
        parts = [data[(each + 1) * size : (each + 2) * size] for each in tables if each < _REGULAR]
        following = np.frombuffer(b"".join(parts), dtype="<u4")
        _refuse_named_twice(following, [directory, mini], expected)
        entries = b"".join(_stream(data, following, directory, size))
        short = np.frombuffer(b"".join(_stream(data, following, mini, size)), dtype="<u4")
        firsts: tuple[list[int], list[int]] = ([], [])
        for place in range(0, len(entries) - 127, 128):
            (first,), (length,) = (
                struct.unpack_from("<I", entries, place + 116),
                struct.unpack_from("<I", entries, place + 120),
            )
            if entries[place + 66] in (2, 5) and length:
                firsts[entries[place + 66] == 2 and length < 4096].append(first)
        _refuse_named_twice(following, [directory, mini, *firsts[False]], expected)
        _refuse_named_twice(short, firsts[True], expected)
    except (struct.error, ValueError, OverflowError):
        raise Unreadable(expected) from None


def _stream(data: bytes, following: np.ndarray, sector: int, size: int):
    """The sectors of a stream, none of which is named twice."""
    while sector < len(following):
        yield data[(sector + 1) * size : (sector + 2) * size]
        sector = int(following[sector])


def _refuse_named_twice(following: np.ndarray, firsts: list[int], expected: str) -> None:
    named = np.append(following, np.array(firsts, dtype="<u4"))
    named = named[named < _REGULAR]
    if len(np.unique(named)) < len(named):
        raise Unreadable(expected)
