"""Text from outside (an extract, a file's name, a target, a benchmark, council.yml): it stays text wherever it is shown.

The report is Markdown, which pandoc and Quarto read: this is the one place that takes the meaning out of its signs. From
Markdown each writer escapes what its own format needs.
"""

import re

LINE_ENDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What turns the direction of all that follows, and what no file of a pack may hold.
UNWANTED = re.compile("[\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
UNDECODED = re.compile("[\ud800-\udfff]")
# Signs that mean something anywhere; those that do beside certain others ("--", "..", ":x", "@x"; not inside a word, as in
# an e-mail address); and what begins a list, a definition or a rule at the head of a text.
SIGNS = re.compile(
    r"""[\\`*{}\[\]<>#|~^$&"']"""
    r"|(?<![^\W_])[_@]|_(?![^\W_])|-(?=-)|\.(?=\.)|:(?=\S)"
    r"|^[-+:%=](?!\d)|^\(?\w+[.)](?=\s|$)"
)
# Quarto looks for shortcodes, {{< … >}}, in what was escaped, too; a sign of no width keeps their braces apart.
# What a text that a spreadsheet takes for a formula begins with (OWASP, CSV injection), the wide forms too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
BETWEEN_BRACES, JOINER = re.compile(r"(?<=\{)(?=\{)|(?<=\})(?=\})"), "\u2060"


def one_line(text: str) -> str:
    """The text in one line, without control characters; bytes of a file's name that are no text become U+FFFD."""
    return UNDECODED.sub("\ufffd", UNWANTED.sub("", LINE_ENDS.sub(" ", text))).strip()


def in_markdown(text: str) -> str:
    """The text as Markdown that reads as the text and nothing else."""
    apart = BETWEEN_BRACES.sub(JOINER, one_line(text))
    return SIGNS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", apart)


def no_formula(text: str) -> str:
    """The text as a cell of a CSV file: one that a spreadsheet might take for a formula has an apostrophe before it."""
    return f"'{text}" if _like_a_formula(text) else text


def of_cell(cell: str) -> str:
    """The text of a cell that `no_formula` made."""
    return cell[1:] if cell.startswith("'") and _like_a_formula(cell[1:]) else cell


def _like_a_formula(text: str) -> bool:
    return text.lstrip("' ").startswith(FORMULA)
