"""Files as accidents leave them: pieces of bytes lost, doubled or put in, and single cells and rows mistaken."""

import random

PIECES = (
    b'"', b",", b";", b"\n", b"\r", b"\t", b"\0", b"\xff\xfe", b"\xe9", b"<", b"&x;", b"sep=;\n", b"31/31/2020",
    b"CHILD", b"=1+1",
)  # fmt: skip
CELLS = (
    "", " ", "?", "0", "-1", "99/99/9999", "31/02/2020", "2020-05-01", "01/06/2031", "01/01/0001", "N/A", "null", "=1+1",
    "é", "X1", "Y", "yes", "1" * 50, "Infinity", "nan", "1e5", "2020/21", "2031-01", "M01", "m01 ", "<b>x</b>",
)  # fmt: skip


def mutated(data: bytes, draw: random.Random) -> bytes:
    """A file's bytes with pieces lost, doubled or put in, or cut off."""
    for _ in range(draw.choice([1, 2, 20])):
        start = draw.randrange(len(data) + 1)
        end = start + draw.choice([0, 1, 10, 300])
        kept = draw.choice([b"", draw.choice(PIECES), data[start:end] * 2])
        data = data[:start] + kept + (data[end:] if draw.random() < 0.9 else b"")
    return data


def mistaken(text: str, draw: random.Random, mistakes: int = 0) -> str:
    """A CSV file's text with cells or rows mistaken: so many, or a few."""
    heading, *lines = text.splitlines()
    rows = [line.split(",") for line in lines]
    for _ in range(mistakes or draw.choice([1, 1, 3])):
        if not rows:
            break
        row, other = draw.choice(rows), draw.choice(rows)
        one, two = (draw.randrange(min(len(row), len(other))) for _ in range(2))
        match draw.choice(["cell", "cell", "other", "swap", "lost", "twice", "wider"]):
            case "cell":
                row[one] = draw.choice(CELLS)
            case "other":
                row[one] = other[one]
            case "swap":
                row[one], row[two] = row[two], row[one]
            case "lost":
                rows.remove(row)
            case "twice":
                rows.append([*row])
            case "wider":
                row.append("x")
    return "\n".join([heading, *(",".join(row) for row in rows)]) + "\n"
