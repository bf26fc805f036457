"""A commentary for another month, or for none, is marked in page, PDF and Word by either renderer, and in the preview."""

import os
import re
import socket
import subprocess
import time
import urllib.request
import zipfile

import pypdf
import pytest
from scorecard.packs import MARK
from scorecard.render import quarto, render

from conftest import RENDERERS, REPORT, needs_quarto

BLOCK = '::: {.commentary indicator="reviews_on_time" month="2020-05"}'
STALE = REPORT.replace("2020-05", "2020-04")
APRIL = "Written for April 2020; this report is for May 2020."
UNDATED = "It is not said for which month this was written; this report is for May 2020."


def texts_of(rendered):
    """The text of the page, the PDF and the Word copy, spaces between words made one."""
    page, paper, word = rendered.files
    with zipfile.ZipFile(word) as file:
        document = file.read("word/document.xml").decode("utf-8")
    whole = [
        page.read_text(encoding="utf-8"),
        " ".join(each.extract_text() for each in pypdf.PdfReader(paper).pages),
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
