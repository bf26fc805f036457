"""The page's policy: a browser takes the style and the script that the page brings, and nothing that a text may hold."""

import hashlib
import re
import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import pypandoc
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from scorecard.project import ROOT
from scorecard.render import render

from conftest import DESK, RENDERERS, REPORT, needs_browser, needs_quarto

PLANTED = """<script>window.planted = true</script><img src=x: onerror="window.planted = true">
<p id="dressed" style="color: red">x</p><style>#dressed { color: red }</style><iframe src="data:text/html,x"></iframe>
<form action="data:text/html,x"><button id="sends">x</button></form><a id="runs" href="javascript:window.planted = true">x</a>"""


def policy_of(text: str) -> str:
    """The policy of a page, as a browser reads it; "" without one."""
    meta = BeautifulSoup(text, "html.parser").find("meta", {"http-equiv": "Content-Security-Policy"})
    return meta["content"] if meta else ""


def test_it_names_the_style_and_the_script_by_their_hashes_and_little_else(pack):
    page = BeautifulSoup((pack / "scorecard.html").read_text(encoding="utf-8"), "html.parser")
    hashes = {
        name: [
            b64encode(hashlib.sha256(each.string.encode()).digest()).decode() for each in page.find_all(name)
        ]
        for name in ("script", "style")
    }
    (script,), (style,) = hashes["script"], hashes["style"]
    assert policy_of(str(page)) == (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not page.find_all(style=True) and not page.find_all(
        lambda tag: any(name[:2] == "on" for name in tag.attrs)
    )
    meta = page.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert meta.find_all_previous(["style", "script", "link", "img"]) == []


def opened(browser: Browser, file: Path) -> Page:
    """The page without a network; `page.heard` holds its console's errors."""
    page = browser.new_context(viewport=DESK, offline=True).new_page()
    page.heard = []
    page.on("console", lambda said: page.heard.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    return page


@needs_browser
@pytest.mark.parametrize("with_policy", [True, False], ids=["with", "without"])
def test_what_is_planted_neither_runs_nor_shows(browser, pack, tmp_path, with_policy):
    """Without the policy it would, so it is the policy that stops it."""
    text = (pack / "scorecard.html").read_text(encoding="utf-8").replace("</main>", f"{PLANTED}</main>")
    if not with_policy:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = opened(browser, tmp_path / "page.html")
    page.locator("#runs").click()
    assert page.evaluate("window.planted === true") != with_policy
    red = page.locator("#dressed").evaluate("each => getComputedStyle(each).color") == "rgb(255, 0, 0)"
    assert red != with_policy
    refused = [said for said in page.heard if "Content Security Policy" in said]
    assert len(refused) >= 5 if with_policy else not refused
    page.context.close()


@needs_browser
@pytest.mark.parametrize("with_quarto", RENDERERS)
def test_panels_keep_the_widths_that_the_report_gives_them(browser, small, with_quarto):
    small.write(REPORT.replace("[60,-4,36]", "[30,-4,66]"))
    page = opened(browser, render(small.project, with_quarto=with_quarto).files[0])
    chart, commentary = (
        page.locator(f".panel > {each}").bounding_box() for each in (".chart", ".commentary")
    )
    assert commentary["width"] / chart["width"] == pytest.approx(66 / 30, rel=0.01)
    right = page.locator("#tbl-staff td").first.evaluate("each => getComputedStyle(each).textAlign")
    assert right == "right" and page.heard == []
    page.context.close()


@needs_quarto
def test_in_a_preview_there_is_none_for_quarto_s_own_script(small):
    pages = [
        render(small.project, profile, with_quarto=True).files[0].read_text(encoding="utf-8")
        for profile in ("internal", "preview")
    ]
    assert [bool(policy_of(page)) for page in pages] == [True, False]


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 1000])
def test_the_filter_s_sha_256_is_the_standard_s(tmp_path, length):
    text = ("Łódź " * length)[:length]
    script = tmp_path / "hash.lua"
    script.write_text(f'io.write(dofile(arg[1])("{text}"))', encoding="utf-8")
    shutil.copy(ROOT / "report" / "theme" / "sha256.lua", tmp_path)
    hashed = [pypandoc.get_pandoc_path(), "lua", script.name, "sha256.lua"]
    said = subprocess.run(hashed, check=True, capture_output=True, encoding="ascii", cwd=tmp_path).stdout
    assert b64decode(said) == hashlib.sha256(text.encode()).digest()
