"""A commentary for another month, or for none, is marked in page, PDF and Word by either renderer, and in the preview."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pypdf
import pytest
from miniature_extract import MINIATURE
from scorecard.packs.issue import MARK
from scorecard.project import ROOT
from scorecard.render import CannotRender, quarto, render
from scorecard.render.variables import read_variables
from scorecard.unusable import Unusable

from conftest import RENDERERS, REPORT, needs_quarto

BLOCK = '::: {.commentary indicator="reviews_on_time" month="2020-05"}'
STALE = REPORT.replace("2020-05", "2020-04")
LINE_OF_SIGN = 1 + STALE[: STALE.index("▲")].count("\n")
APRIL = "Written for April 2020; this report is for May 2020."
UNDATED = "It is not said for which month this was written; this report is for May 2020."


def texts_of(rendered):
    """The text of the page, the PDF and the Word copy, spaces between words made one."""
    page, paper, word = rendered.files
    with zipfile.ZipFile(word) as file:
        document = file.read("word/document.xml").decode("utf-8")
    whole = [
        page.read_text(encoding="utf-8"),
        re.sub("\u200b\\s*", "", " ".join(each.extract_text() for each in pypdf.PdfReader(paper).pages)),
        document,
    ]
    return [" ".join(re.sub("<[^>]+>", "", text).split()) for text in whole]


@pytest.mark.parametrize("with_quarto", RENDERERS)
@pytest.mark.parametrize(
    ("opening", "mark"),
    [(BLOCK.replace("05", "04"), APRIL), (BLOCK.replace(' month="2020-05"', ""), UNDATED), (BLOCK, None)],
    ids=["another month", "no month", "this month"],
)
def test_a_commentary_is_marked_before_its_words_unless_it_is_of_the_month(small, with_quarto, opening, mark):
    small.write(REPORT.replace(BLOCK, opening))
    rendered = render(small.project, with_quarto=with_quarto)
    for text in texts_of(rendered):
        if mark:
            assert text.count(mark) == 1
            assert text.index(mark) < text.index("were on time, as")
        else:
            assert APRIL not in text and UNDATED not in text
    assert rendered.files[0].read_text(encoding="utf-8").count(MARK) == bool(mark)


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_a_commentary_is_marked_when_a_figure_of_it_is_another_than_when_it_was_set_to_its_month(
    small, with_quarto
):
    small.write(REPORT)
    render(small.project, with_quarto=with_quarto)
    later = read_variables(small.project) | {"reviews_on_time": {"value": "93.0%"}}
    small.project.variables.write_text(json.dumps(later), encoding="utf-8")
    rendered = render(small.project, with_quarto=with_quarto)
    for text in texts_of(rendered):
        assert text.count("Since this was read, reviews_on_time.value went from “92.4%” to “93.0%”.") == 1
    paper = " ".join(each.extract_text() for each in pypdf.PdfReader(rendered.files[1]).pages)
    assert "reviews_\u200b" in paper, "a name that is longer than its column has to part"


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_old_words_kept_as_a_comment_reach_no_output(small, with_quarto):
    small.write(
        REPORT.replace("were on time, as", "were on time, as <!-- a\nthought --> see").replace(
            "has the staff.\n", "has the staff.\n\n<!-- Written for April 2020:\nOld words.\n-->\n"
        )
    )
    page, *papers = texts_of(render(small.project, with_quarto=with_quarto))
    whole = (small.project.output / "report" / "scorecard.html").read_text(encoding="utf-8")
    assert "has the staff." in page and "Old words" not in whole and "thought" not in whole
    assert not [text for text in papers if "Old words" in text]


@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_of_a_figure_without_data_a_line_stays_and_neither_commentary_nor_figures(small, with_quarto):
    variables = read_variables(small.project)
    lost = {"without_data": ["reviews_on_time", "visits_on_time"]}
    small.project.variables.write_text(json.dumps(variables | lost), encoding="utf-8")
    both = BLOCK.replace("reviews_on_time", "reviews_on_time visits_on_time")
    part = BLOCK.replace("reviews_on_time", "reviews_on_time dental")
    for opening, replaced in ((BLOCK, True), (both, True), (part, False)):
        small.write(STALE.replace(BLOCK.replace("05", "04"), opening))
        for text in texts_of(render(small.project, with_quarto=with_quarto)):
            assert ("were on time, as" in text) != replaced
            assert ("12.4" in text) != replaced, "the figures behind it"
            assert "Reviews: 92.4%" in text, "the chart's place"


@needs_quarto
def test_the_preview_shows_the_mark_and_takes_it_away_when_the_month_is_set(small):
    small.write(STALE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [quarto.executable(), "preview", "report/scorecard.qmd", "--no-browser", "--port", str(port)]
    preview = subprocess.Popen(
        command,
        cwd=small.project.root,
        env=os.environ | {quarto.READY: "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert seen(port, lambda page: APRIL in page)
        small.write(REPORT)
        assert seen(port, lambda page: "were on time" in page and APRIL not in page)
    finally:
        os.killpg(preview.pid, 15)
        preview.wait()


def seen(port, wanted, patience=90):
    """Whether the preview's page becomes as wanted before patience, in seconds, ends."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/report/scorecard.html", timeout=30) as page:
                if wanted(page.read().decode("utf-8")):
                    return True
        except OSError:
            pass
        time.sleep(0.5)
    return False


@pytest.mark.parametrize("with_quarto", RENDERERS)
@pytest.mark.parametrize("saved", ["windows line ends", "tabs"])
def test_a_report_saved_by_another_editor_gives_the_same_page(small, with_quarto, saved):
    small.write(STALE)
    page = render(small.project, with_quarto=with_quarto).files[0].read_bytes()
    text = {
        "windows line ends": STALE.replace("\n", "\r\n"),
        "tabs": STALE.replace(" indicator", "\tindicator").replace("were on", "\twere on"),
    }[saved]
    small.write(text.encode("utf-8"))
    assert render(small.project, with_quarto=with_quarto).files[0].read_bytes() == page


@needs_quarto
def test_quarto_does_not_print_a_variable_that_there_is_not(small):
    text = small.project.report.read_text(encoding="utf-8")
    small.write(text.replace("reviews_on_time.value", "reviews_on_time.valeu"))
    with pytest.raises(
        CannotRender, match=r"line 21: there is no variable reviews_on_time\.valeu; did you mean"
    ):
        render(small.project, with_quarto=True)


@needs_quarto
@pytest.mark.parametrize(
    ("saved", "told"),
    [
        (
            STALE.replace("▲", "–").encode("windows-1252"),
            f"line {LINE_OF_SIGN}: byte 0x96 is not UTF-8",
        ),
        (b"\xef\xbb\xbf" + STALE.encode(), "line 1: begins with a byte-order mark"),
    ],
    ids=["windows-1252", "byte-order mark"],
)
def test_what_quarto_would_mangle_is_refused_by_file_and_line(small, saved, told):
    small.write(saved)
    project = small.project
    project.parameters.write_text(
        f"month: 2020-05\nextract: {MINIATURE.as_posix()}\naudience: internal\n", encoding="utf-8"
    )
    shutil.copytree(ROOT / "lib", project.root / "lib", ignore=shutil.ignore_patterns("__pycache__"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    alone = subprocess.run(
        [quarto.executable(), "render"],
        cwd=project.root,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(project.root / "lib")},
        capture_output=True,
        encoding="utf-8",
    )
    assert alone.returncode != 0
    assert f"report/scorecard.qmd, {told}" in alone.stdout + alone.stderr
    with pytest.raises(Unusable, match=told):
        render(project, with_quarto=True)
    assert list(project.output.rglob("*.html")) == []
