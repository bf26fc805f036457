"""Whatever became of a file, reading it gives a result or a problem in one line, never a traceback."""

import random
import sys

import pytest
from miniature_figures import FOLDER
from mutations import mutated
from scorecard.extract.source import read_sources
from scorecard.project import ROOT

sys.path.insert(0, str(ROOT / "data"))
from synthetic.dresser import dress  # noqa: E402


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dressed")
    dress(FOLDER, folder)
    return [path for path in (*folder.rglob("*"), *FOLDER.glob("*.csv")) if path.is_file()]


@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_file_is_read_or_refused_in_one_line(files, tmp_path, seed):
    draw = random.Random(seed)
    for _ in range(25):
        whole = draw.choice(files)
        path = tmp_path / f"mutated{whole.suffix}"
        path.write_bytes(mutated(whole.read_bytes(), draw))
        for source in read_sources(path, path.name):
            assert source.table or source.problems or source.warning
            assert not any("\n" in str(each) for each in source.problems) and "\n" not in source.warning
