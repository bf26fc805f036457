"""The finished pages say the same of each figure wherever they speak of it, and claim only what the judgement bears out."""

import re

import pytest
from bs4 import BeautifulSoup
from scorecard.board import worked_out
from scorecard.commentary.blocks import read_commentary
from scorecard.commentary.drafts import draft_of
from scorecard.commentary.lead_words import lead_of, lead_words
from scorecard.judgement.changes import Claim
from scorecard.judgement.groups import Found
from scorecard.parameters import read_parameters
from scorecard.report_text import read_report
from shared import EXTRACT

SAID = re.compile(r"\b(better|worse|about the same|too few to tell|more than chance explains)\b")
WAY = re.compile(r": [^:]*?\b(lower|fewer|shorter|higher|more|longer)\b")
UP = {"higher", "more", "longer"}


@pytest.fixture(scope="module")
def board(sample):
    return worked_out(sample, read_parameters(sample, month="2020-05", extract=str(EXTRACT)))


def read(file):
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def page(pack_of):
    return read(pack_of(False) / "scorecard.html")


def test_page_one_table_captions_drafts_and_commentary_say_the_same_of_each_figure(board, page, sample):
    """The same claim, the same way, and never better, worse or changed without where the change may lie."""
    first = {item.a.text: item.text for item in page.select("h3 + ul > li") if item.a}
    rows = {row.th.text: row.select("td")[3].text for row in page.select("#tbl-performance tbody tr")}
    captions = [" ".join(str(each).split()) for each in page.select("figcaption")]
    captions = [
        BeautifulSoup(part, "html.parser").text for each in captions for part in each.split("<strong>")
    ]
    commentary = {
        id: block.text for block in page.select("[data-indicator]") for id in block["data-indicator"].split()
    }
    assert all(re.search(r"\([\d−.]+ to [\d.]+\)", words) for words in first.values() if SAID.search(words))
    told = 0
    for (id, part), judged in board.judgements.items():
        if part:
            continue
        declared, made = judged.indicator, judged.change_in_year
        row, text = rows[declared.label], commentary.get(id, "")
        words = [each for each in captions if each.startswith(f"{declared.title}:")]
        words.append(draft_of(judged, board.month))
        claim = {str(made.claim)} - {"", "higher", "lower"}
        claim |= {"more than chance explains"} if made.claim in (Claim.HIGHER, Claim.LOWER) else set()
        assert all(set(SAID.findall(each)) == claim for each in words), id
        assert set(SAID.findall(row)) <= claim, id
        assert set(SAID.findall(first.get(declared.label, ""))) in (claim, set()), id
        of_block = [one for one in board.judgements.values() if commentary.get(one.indicator.id) == text]
        drafts = " ".join(draft_of(one, board.month) for one in of_block)
        assert set(SAID.findall(text)) <= set(SAID.findall(drafts)), id
        if made.claim is not Claim.NONE:
            told += 1
            assert (
                {WAY.search(each)[1] in UP for each in words}
                == {row.startswith("↑")}
                == {made.difference > 0}
            )
    assert told == 19
    blocks = read_commentary(read_report(sample.report, "report")).blocks
    assert list(lead_words(blocks, board)) == []
    assert {lead_of(block) for block in blocks} >= {"Worse", "Steady", "Needs attention", "Changed"}


def test_the_two_sides_say_of_each_figure_what_the_pack_says(board, pack_of, sample):
    """The same figure and way, and of better and worse no more than its judgement and its chart's words."""
    told = 0
    for tile in read(pack_of(False) / "summary.html").select(".tile:has(.moved)"):
        ids = tile.select_one("[data-indicator]")["data-indicator"].split()
        judged = [each for id in ids if (each := board.judgements.get((id, "")))]
        moves = [moved.text for moved in tile.select(".moved")]
        changed = [
            each
            for each in judged
            if each.change.difference is not None or each.change_in_year.difference is not None
        ]
        assert 0 < len(moves) <= len(changed), ids
        claims = {str(each.change_in_year.claim) for each in judged} - {""}
        claims |= {"more than chance explains"} if claims & {"higher", "lower"} else set()
        assert set(SAID.findall(tile.select_one(".commentary").text)) <= claims, ids
        assert set(SAID.findall(tile.img["alt"])) == claims - {"higher", "lower"}, ids
        for each, moved in zip(changed, moves):
            in_a_year = re.search(r"([↑↓→]) ?[^,]*in a year", moved)
            if in_a_year and each.change_in_year.difference:
                told += 1
                assert in_a_year[1] == ("↑" if each.change_in_year.difference > 0 else "↓"), ids
    assert told > 15
    assert list(lead_words(read_commentary(read_report(sample.summary, "summary")).blocks, board)) == []


def test_of_groups_the_sentences_the_charts_and_the_tables_claim_the_same(board, page):
    """Each difference that chance does not explain, the same way, and no other."""
    section = page.find("h2", string="Are any children served less well?").parent
    headings = {Found.WORSE: "Less well than the rest", Found.BETTER: "Better than the rest"}
    lists = {
        found: [item.text for item in section.find("strong", string=heading).find_next("ul").select("li")]
        for found, heading in headings.items()
    }
    differing = [each for each in board._groups if each.found.is_difference]
    for found in headings:
        names = [f"{each.counts.label}, {each.counts.group}:" for each in differing if each.found is found]
        assert sorted(said.split(":")[0] + ":" for said in lists[found]) == sorted(names)
    said = [item for items in lists.values() for item in items]
    alts = " ".join(
        " ".join(section.find(id=f"fig-groups-{by}").img["alt"].split()) for by in ("sex", "ethnicity", "age")
    )
    assert len(said) == len(differing) == 9 and all(each in alts for each in said)
    rows = section.select("table[id^=tbl-groups] tbody tr, [id^=tbl-groups] tbody tr")
    bold = {row.th.text for row in rows if row.strong}
    assert bold == {f"{each.counts.label}: {each.counts.group}" for each in differing}
    for row in rows:
        name = row.th.text.replace(": ", ", ", 1)
        for sentence in (each for each in said if each.startswith(f"{name}:")):
            assert row.select("td")[-1].text in sentence.replace(" points", "")
    assert f"Chance does not explain {len(differing)} of them" in section.text
