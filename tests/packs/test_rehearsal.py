"""May to July 2020 as an analyst has them, through the command line only: at no step can a stale sentence reach a pack.

The clone is a council's own, with one of the sections, to keep it short.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest
from scorecard.packs.issue import MARK
from scorecard.project import ROOT

SECTION = "notebooks/service_standards.ipynb"
MONTHS = {"2020-05": "May 2020", "2020-06": "June 2020", "2020-07": "July 2020"}
CHANGED = (
    "lib",
    "report/theme",
    "data/reference",
    "data/sample",
    "data/sample-key.json",
    "_quarto.yml",
    "_quarto-public.yml",
    "report/run-by-quarto.py",
)
REPORT = """---
title: "Corporate Parenting Scorecard"
subtitle: "{{< var month.name >}}"
---

## Service standards

{{< embed sections/service_standards.ipynb#fig-visits-on-time >}}

::: {.commentary indicator="visits_on_time" month="2020-05"}
{{< var visits_on_time.value >}} of visits were on time in the first weeks of lockdown.
:::

{{< embed sections/service_standards.ipynb#fig-reviews-on-time >}}

::: {.commentary indicator="reviews_on_time" month="2020-05"}
Reviews moved to telephone calls, and 93.8% were on time.
:::
"""


COMMANDS = """
import json, sys
from scorecard.cli import app
from click.testing import CliRunner
for line in sys.stdin:
    ran = CliRunner().invoke(app, json.loads(line))
    print(json.dumps((ran.exit_code, ran.output if isinstance(ran.exception, SystemExit | None) else repr(ran.exc_info))),
          flush=True)
"""


class Clone:
    """A clone of the repository, and its `scorecard` command: one process of it runs them all, so that the library is loaded
    once, but for those that are given an environment."""

    def __init__(self, root: Path):
        self.root, self.report = root, root / "report" / "scorecard.qmd"
        for name in CHANGED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, root / name)
        (root / "notebooks").mkdir()
        shutil.copyfile(ROOT / SECTION, root / SECTION)
        self.report.write_text(REPORT, encoding="utf-8")
        council = root / "data" / "reference" / "council.yml"
        own = council.read_text(encoding="utf-8").replace("report/theme/logo.svg", "looks/our logo.svg")
        council.write_text(own, encoding="utf-8")
        (root / "looks").mkdir()
        shutil.move(root / "report" / "theme" / "logo.svg", root / "looks" / "our logo.svg")
        (root / "parameters.yml").write_text(
            'month: "2020-05"\nextract: data/sample\naudience: internal\nkey: data/sample-key.json\n',
            encoding="utf-8",
        )

        self._commands = subprocess.Popen(
            [sys.executable, "-c", COMMANDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **self._there()
        )

    def end(self) -> None:
        self._commands.communicate()

    def __call__(self, *arguments: str, status: int = 0, **environment: str) -> str:
        """What a command prints, once it has ended with this exit status."""
        if environment:
            ran = subprocess.run(
                [sys.executable, "-m", "scorecard", *arguments],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                **self._there(**environment),
            )
            ended, printed = ran.returncode, ran.stdout
        else:
            print(json.dumps(arguments), file=self._commands.stdin, flush=True)
            ended, printed = json.loads(self._commands.stdout.readline())
        assert ended == status, printed
        return printed

    def _there(self, **environment: str) -> dict:
        """How a process starts that is the clone's own, without Quarto."""
        path = os.pathsep.join(
            place for place in os.environ["PATH"].split(os.pathsep) if not Path(place, "quarto").exists()
        )
        own = {"PATH": path, "PYTHONPATH": str(self.root / "lib"), "PYTHONUTF8": "1"}
        return {"cwd": self.root, "env": os.environ | own | environment, "encoding": "utf-8"}

    def edit(self, old: str, new: str) -> None:
        text = self.report.read_text(encoding="utf-8")
        assert old in text
        self.report.write_text(text.replace(old, new), encoding="utf-8")

    def page(self, folder: str = "_output/report") -> str:
        return (self.root / folder / "scorecard.html").read_text(encoding="utf-8")

    def paper(self, folder: str = "_output/report") -> str:
        pages = pypdf.PdfReader(self.root / folder / "scorecard.pdf").pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)

    def word(self, folder: str = "_output/report") -> str:
        with zipfile.ZipFile(self.root / folder / "scorecard.docx") as file:
            return re.sub("<[^>]+>", "", file.read("word/document.xml").decode("utf-8"))


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    clone = Clone(tmp_path_factory.mktemp("a council") / "scorecard")
    yield clone
    clone.end()


def blocks_of(printed: str) -> dict[str, str]:
    """The drafts that new-month printed, by indicator."""
    drafts = re.findall(r"^  Draft for .*?:\n((?:    .*\n|\n)+?    :::)$", printed, flags=re.MULTILINE)
    plain = ["\n".join(line.removeprefix("    ") for line in draft.split("\n")) for draft in drafts]
    return {re.search(r'indicator="([^"]+)"', draft)[1]: draft for draft in plain}


def block_in(text: str, indicator: str) -> str:
    return re.search(rf'::: {{\.commentary indicator="{indicator}".*?\n:::', text, flags=re.DOTALL)[0]


def test_three_months_from_new_month_to_verified_pack(clone):
    stale: list[str] = []
    for month, name in MONTHS.items():
        if month == "2020-05":
            clone("report", "--final")
        else:
            before = next(
                earlier for earlier, later in zip(MONTHS, list(MONTHS)[1:], strict=False) if later == month
            )
            text = clone.report.read_text(encoding="utf-8")
            drafts = blocks_of(clone("new-month", month))
            assert clone.report.read_text(encoding="utf-8") == text
            assert (clone.root / "data" / "history" / f"{before}.csv").read_bytes() == (
                clone.root / "packs" / before / "measures.csv"
            ).read_bytes()

            refused = clone("report", "--final", status=1)
            for indicator in ("visits_on_time", "reviews_on_time"):
                assert f"{indicator} was written for {MONTHS[before]}" in refused
            assert not (clone.root / "packs" / month).exists()

            # One draft taken as it is; in the other block only the month is set, which leaves its old number to `check`.
            stale.append(block_in(text, "visits_on_time").split("\n")[1])
            clone.edit(block_in(text, "visits_on_time"), drafts["visits_on_time"])
            assert "reviews_on_time was written for" in clone("report", "--final", status=1)
            clone("report")
            mark = f"Written for {MONTHS[before]}; this report is for {name}."
            assert clone.page().count(MARK) == 1 and mark in clone.page()
            assert mark in clone.paper() and mark in clone.word()

            old = block_in(clone.report.read_text(encoding="utf-8"), "reviews_on_time")
            clone.edit(old, old.replace(before, month))
            told = clone("check", status=1)
            wrong, right = re.search(
                r"(\d+\.\d%) is stale, .*?reviews_on_time\.value.*? gives (\d+\.\d%)", told
            ).groups()
            stale.append(f"{wrong} were on time")
            clone.edit(wrong, right)
            assert "everything is up to date" in clone("report", "--final")

        pack = f"packs/{month}"
        assert "all the same" in clone("verify", pack)
        for text in (clone.page(pack), clone.paper(pack), clone.word(pack)):
            assert name in text
            assert "Written for" not in text
            for sentence in stale[-2:]:
                assert sentence not in text
        assert "was issued already" in clone("report", "--final", status=1)


def test_verify_names_a_figure_an_input_and_code_that_differ(clone):
    pack = clone.root / "packs" / "2020-05"
    if not pack.exists():
        clone("report", "--final", "--month", "2020-05")
    measures = (pack / "measures.csv").read_text(encoding="utf-8")
    row = next(
        line for line in measures.splitlines() if ",visits_on_time,month," in line and "2020-05-31" in line
    )
    (pack / "measures.csv").write_text(measures.replace(row, row.replace(",%,", "1,%,")), encoding="utf-8")
    targets = clone.root / "data" / "reference" / "targets.yml"
    targets.write_text(targets.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    code = clone.root / "lib" / "scorecard" / "words.py"
    code.write_text(code.read_text(encoding="utf-8") + "\n# later\n", encoding="utf-8")
    told = clone("verify", "packs/2020-05", status=1).splitlines()
    assert "measures.csv in the pack is not as it was issued" in told
    assert "input: data/reference/targets.yml differs" in told
    assert any(line.startswith("code: lib/scorecard/words.py differs") for line in told)
    assert any(line.startswith("figure: visits_on_time, month to 2020-05-31: issued 72.9") for line in told)


def test_verify_names_every_file_of_a_damaged_pack(clone):
    pack, damaged = clone.root / "packs" / "2020-05", clone.root / "packs" / "damaged"
    if not pack.exists():
        clone("report", "--final", "--month", "2020-05")
    shutil.copytree(pack, damaged)
    (damaged / "scorecard.html").unlink()
    for name in ("service_standards.ipynb", "measures.csv"):
        content = (damaged / name).read_bytes()
        (damaged / name).write_bytes(content[len(content) // 2 :])
    told = clone("verify", "packs/damaged", status=1).splitlines()
    assert {
        "scorecard.html is no longer in the pack",
        "service_standards.ipynb in the pack is not as it was issued",
        "measures.csv in the pack is not as it was issued",
        "shown: fig-visits-on-time of service_standards.ipynb differs",
    } <= set(told)
    assert any(
        line.startswith("figure: visits_on_time, month to 2020-05-31: issued nothing") for line in told
    )
    rows = (pack / "measures.csv").read_text(encoding="utf-8")
    (damaged / "measures.csv").write_text(rows.replace(",%,", "x,%,"), encoding="utf-8")
    of_before = json.loads((pack / "manifest.json").read_text(encoding="utf-8")) | {"release": "1.10.0"}
    (damaged / "manifest.json").write_text(json.dumps(of_before), encoding="utf-8")
    told = clone("verify", "packs/damaged", status=1)
    assert "issued no number, made again" in told
    assert "its definition changed: after a late visit, the next is due by the frequency" in told
    assert "(release 2.0.0)" in told


@pytest.mark.skipif(
    not str(ROOT).isascii(),
    reason="in a plain locale Python itself does not start below a folder with such letters",
)
def test_the_same_inputs_give_the_same_bytes_in_any_place_and_time_zone_and_beside_a_public_pack(clone):
    clone.report.write_text(REPORT.partition("::: {.commentary")[0], encoding="utf-8")
    elsewhere = shutil.copytree(clone.root / "data" / "sample", clone.root.parent / "Auszüge, 43 children")
    visits = (elsewhere / "synthetic_Visits.csv").read_text(encoding="utf-8")
    until_june = "\n".join(line for line in visits.split("\n") if not re.search("/0[678]/2020", line))
    (elsewhere / "synthetic_Visits.csv").write_text(until_june, encoding="utf-8")
    clone("disclosure-key", str(clone.root.parent / "ours.key"))
    names = (
        (clone.root / "parameters.yml")
        .read_text(encoding="utf-8")
        .replace("data/sample-key.json", "../ours.key")
    )
    (clone.root / "parameters.yml").write_text(names, encoding="utf-8")
    made = []
    for zone, language in (("Pacific/Kiritimati", "de_DE.UTF-8"), ("America/Los_Angeles", "C")):
        shutil.rmtree(clone.root / "report" / "sections", ignore_errors=True)
        clone("report", "--month", "2020-06", TZ=zone, LC_ALL=language, LANG=language)
        measures = (clone.root / "report" / "sections" / "measures.csv").read_bytes()
        pack = {file.name: file.read_bytes() for file in (clone.root / "_output" / "report").iterdir()}
        made.append((measures, pack))
        if len(made) == 1:
            told = clone("report", "--month", "2020-06", "--audience", "public", "--extract", str(elsewhere))
            assert "_output/public/report/atoms.csv" in told
            assert "Warning: Visits end on 30 May 2020, well before 30 June 2020." in told
            assert "The public pack itself can tell of none of this." in told
    assert made[0][1].keys() >= {"scorecard.html", "scorecard.pdf", "scorecard.docx"} and made[0] == made[1]
