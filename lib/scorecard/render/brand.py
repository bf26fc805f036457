"""The council's name and colours, from data/reference/council.yml, checked to be legible.

Contrast is WCAG 2.2's: 4.5 to 1 for text (1.4.3), 3 to 1 for marks (1.4.11).
"""

import re
from dataclasses import dataclass

from scorecard.council import read_council
from scorecard.project import Project
from scorecard.render.problems import CannotRender, located

WHITE = "#FFFFFF"
LEAST_CONTRAST = {"primary": 4.5, "secondary": 3.0}


@dataclass(frozen=True)
class Brand:
    """The council's name and two colours, as `#RRGGBB`: `primary` for headings and links, `secondary` for edges."""

    name: str
    primary: str
    secondary: str
    synthetic: bool

    @property
    def label(self) -> str:
        """The name as it stands on every page."""
        return f"{self.name} (made-up sample data)" if self.synthetic else self.name


def contrast(colour: str, other: str = WHITE) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""

    def luminance(value: str) -> float:
        parts = [int(value[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def read_brand(project: Project) -> Brand:
    """The council's looks. Raises CannotRender for a colour that is none, or that too few readers could see, and Unusable
    as `read_council`."""
    path = project.reference / "council.yml"
    council = read_council(project)
    colours, problems = council["colours"], []
    for role, least in LEAST_CONTRAST.items():
        value = colours[role]
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            problems.append(f'the colour `{role}` is {value}; expected six digits, such as "#12436D"')
        elif (ratio := contrast(value)) < least:
            problems.append(
                f"the colour `{role}`, {value}, stands out from white by {ratio:.1f} to 1; take one of {least} or more"
            )
    if problems:
        raise CannotRender([located(project.shown(path), problem) for problem in problems])
    return Brand(council["name"], colours["primary"], colours["secondary"], bool(council.get("synthetic")))
