"""What is wrong with a report is said by file and line, all at once, before anything is made."""

import pytest
from scorecard.edited_files import UnusableFile
from scorecard.render import CannotRender, render


def problems(small) -> list[str]:
    with pytest.raises(CannotRender) as refused:
        render(small.project, with_quarto=False)
    return list(refused.value.problems)


def line_of(small, text: str) -> int:
    return small.project.report.read_text(encoding="utf-8").splitlines().index(text) + 1


def test_all_problems_come_at_once_in_the_order_of_the_report(small):
    small.write(
        "---\ntitle: T\ntheme: dark\n---\n\n{{< var reviews.value >}}\n\n{{< include x.qmd >}}\n\n"
        "{{< embed sections/standards.ipynb#fig-nowhere >}}\n\n{{< embed sections/gone.ipynb#fig-x >}}\n\nSee @fig-nowhere.\n"
    )
    assert [problem.split(": ")[0] for problem in problems(small)] == [
        f"report/scorecard.qmd, line {line}" for line in (3, 6, 8, 10, 12, 14)
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: expected a line `title: …` between two lines `---`"),
        ("---\n- a\n---\n", "line 1: expected a line `title: …` between two lines `---`"),
        ("---\nTitle\n---\n", "line 1: expected a line `title: …` between two lines `---`"),
        ("---\ntitle: T\n\nText cut sh", "line 1: expected a line `title: …` between two lines `---`"),
        ("---\ntitle: T\nsubtitle: \x01\n---\n", "line 3: there is a control character in the front matter"),
        ('---\ntitle: T\n"theme": dark\n---\n', "the front matter's `theme` is not known"),
    ],
)
def test_front_matter_that_was_cut_short_or_is_none_is_named(small, text, problem):
    small.write(text)
    (found,) = problems(small)
    assert found.startswith("report/scorecard.qmd, ") and problem in found


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "{{< var reviews_on_time.valeu >}}",
            "there is no variable reviews_on_time.valeu; did you mean reviews_on_time.value?",
        ),
        ("{{< var reviews_on_time >}}", "reviews_on_time is a group of variables; name one of it"),
        ("{{var reviews_on_time.value}}", "`{{var reviews_on_time.value}}` is no variable; write it as"),
        ("{{< var started.value", "`{{< var started.value` is no variable; write it as"),
        ("::::::", "this ::: closes no div"),
        ("<<<<<<< HEAD", "a merge left both sides here; keep one"),
        ("<!-- Ask Jo -- > by Friday -->", "this begins no comment"),
        ("{{< meta title >}}", "the shortcode `{{< meta title >}}` is not known"),
        ("{{{< var month.name >}}}", "is not known"),
        ("See {{< embed sections/standards.ipynb#fig-reviews >}}.", "must stand on a line by itself"),
        (
            "{{< embed sections/standards.ipynb#fig-none >}}",
            "no cell labelled `fig-none`; it has fig-reviews",
        ),
        ("{{< embed sections/none.ipynb#fig-x >}}", "there is no sections/none.ipynb beside the report"),
        ("As @fig-none shows.", "`@fig-none` refers to no figure or table of this report"),
        ("As [@fig-reviews] shows.", "`[@fig-reviews` is not known"),
        ("<{{< var month.name >}}>", "makes no link in Quarto"),
        ("::: {.callout-note}", "`.callout-note` of a div is not known"),
        ("::: callout-note", "`.callout-note` of a div is not known"),
        ("  ::: {.callout-note}", "`::: {.callout-note}` is not taken as a div"),
        ("::: {.chart column=2}", "`column=2` of a div is not known"),
        ("```{python}", "the code cell `{python}` is not known"),
    ],
)
def test_a_fault_is_named_with_its_line(small, line, says):
    text = small.project.report.read_text(encoding="utf-8")
    small.write(f"{text}\n{line}\n")
    found = problems(small)
    assert found[0].startswith(f"report/scorecard.qmd, line {line_of(small, line)}: ")
    assert says in found[0]


@pytest.mark.parametrize(
    ("source", "output", "says"),
    [
        ('#| label: fig-reviews\n#| fig-alt: "x"\n1', {"text/markdown": "x"}, "has no caption"),
        ('#| label: fig-reviews\n#| fig-cap: "x"\n1', {"text/markdown": "x"}, "has no alternative text"),
        (
            '#| label: fig-reviews\n#| fig-cap: "x"\n#| fig-alt: "x"\n1',
            {},
            "gave no output that a report can show",
        ),
        ('#| label: fig-reviews\n#| fig-cap: "x"\n#| fig-alt: "x"\n1', {"text/html": "x"}, "gave HTML"),
        ('#| label: "fig-reviews\n1', {}, "cannot be read as a notebook"),
    ],
)
def test_an_embedded_cell_must_be_whole(small, source, output, says):
    small.write('---\ntitle: "T"\n---\n\n{{< embed sections/standards.ipynb#fig-reviews >}}\n')
    small.notebook((source, output))
    assert any(
        says in problem and problem.startswith("report/scorecard.qmd, line 5: ")
        for problem in problems(small)
    )


def test_a_label_that_is_another_cells_id_would_embed_the_other(small):
    small.write('---\ntitle: "T"\n---\n\n{{< embed sections/standards.ipynb#cell-0 >}}\n')
    small.notebook(("1", {"text/markdown": "this?"}), ("#| label: cell-0\n1", {"text/markdown": "or this?"}))
    (found,) = problems(small)
    assert (
        "cell `cell-0` of sections/standards.ipynb comes after a cell that has this label for its id" in found
    )


def test_a_notebook_cut_short_is_named(small):
    (small.project.sections / "standards.ipynb").write_text("{", encoding="utf-8")
    assert "sections/standards.ipynb cannot be read as a notebook" in problems(small)[0]


def test_an_unclosed_div_is_named_with_its_line(small):
    small.write('---\ntitle: "T"\n---\n\nText.\n\n::: {.commentary indicator="x" month="2020-05"}\nText.\n')
    (found,) = problems(small)
    assert found.startswith("report/scorecard.qmd, line 7: ") and "unclosed" in found.lower()


def test_a_layout_of_three_is_refused(small):
    small.write('---\ntitle: "T"\n---\n\n::: {layout="[1,1,1]"}\na\n\nb\n\nc\n:::\n')
    assert "layout takes two blocks" in problems(small)[0]


def test_windows_1252_is_refused_with_its_line(small):
    small.write("---\ntitle: T\n---\n\nThe council’s own.\n".encode("cp1252"))
    with pytest.raises(UnusableFile, match=r"^report/scorecard\.qmd, line 5: byte 0x92 is not UTF-8"):
        render(small.project, with_quarto=False)


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("---\ntitle", "\ufeff---\ntitle")], ids=["CRLF", "BOM"])
def test_windows_text_files_make_the_same_page(small, change):
    def page() -> str:
        return render(small.project, with_quarto=False).files[0].read_text(encoding="utf-8")

    text = small.project.report.read_text(encoding="utf-8")
    before = page()
    small.write(text.replace(*change))
    assert page() == before


def test_code_and_inline_code_hold_no_references(small):
    text = small.project.report.read_text(encoding="utf-8")
    small.write(text + "\nWrite `@fig-none`.\n\n```\n@fig-none\n```\n\nMail a@fig-none.org.\n")
    assert render(small.project, with_quarto=False).files


def test_no_variables_yet(small):
    small.project.variables.unlink()
    assert problems(small) == ["_variables.yml: missing; `scorecard run` writes it"]


def test_variables_that_were_cut_short(small):
    small.project.variables.write_text('{"month": {"name": "May', encoding="utf-8")
    assert problems(small) == [
        "_variables.yml: not as `scorecard run` wrote it; delete it and run that again"
    ]


def test_settings_that_are_no_yaml(small):
    settings = small.project.root / "_quarto.yml"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text("format:\n  html: [\n", encoding="utf-8")
    with pytest.raises(UnusableFile, match="^_quarto.yml, line 3: "):
        render(small.project, with_quarto=False)
    for cut in ("", "lang: en-GB\n", whole[: whole.index("  docx:")]):
        settings.write_text(cut, encoding="utf-8")
        assert problems(small) == [
            "_quarto.yml: expected lang, filters and the formats html, typst and docx; "
            "take it from an earlier copy of the repository"
        ]
