"""The sample's measures of May 2020, kept in full, so that a changed figure shows as one line of a diff.

After a change that is meant, `python tests/test_ground_truth.py` writes the file anew.
"""

from difflib import unified_diff
from pathlib import Path

from measured import measured
from scorecard.extract.reader import read_extract
from scorecard.measures.table import csv_of
from scorecard.project import Project

MONTH = "2020-05"
KEPT = Path(__file__).parent / "ground_truth" / f"{MONTH}.csv"


def write(path: Path) -> None:
    path.write_bytes(csv_of(measured(read_extract(Project().root / "data" / "sample"), MONTH)))


def test_no_figure_of_the_sample_is_another_than_the_one_kept(tmp_path):
    write(tmp_path / "now.csv")
    kept, now = (path.read_text(encoding="utf-8").splitlines() for path in (KEPT, tmp_path / "now.csv"))
    changed = list(unified_diff(kept, now, "kept", "now", n=0, lineterm=""))
    assert not changed, "\n".join(
        ["figures changed; if they should, `python tests/test_ground_truth.py` keeps the new ones:", *changed]
    )


if __name__ == "__main__":
    KEPT.parent.mkdir(exist_ok=True)
    write(KEPT)
