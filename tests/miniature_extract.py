"""Where the miniature extract lies: few children made by hand, every rule's edge among them."""

from pathlib import Path

MINIATURE = Path(__file__).parent / "miniature"
