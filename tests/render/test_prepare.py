"""What Quarto is asked for has to be what the parameters say: a profile that there is not, or another audience's, is refused."""

import pytest
from scorecard.parameters import ParameterError
from scorecard.render.prepare import refuse_other_profiles


@pytest.fixture
def of_audience(project):
    def of(audience):
        lines = f"month: 2020-05\nextract: {project.root.as_posix()}/extract\naudience: {audience}\n"
        (project.root / "extract").mkdir(exist_ok=True)
        project.parameters.write_text(lines, encoding="utf-8")
        return project

    return of


@pytest.mark.parametrize(
    ("audience", "profiles"),
    [
        ("internal", ""),
        ("internal", "preview"),
        ("internal", "internal"),
        ("public", "public"),
        ("public", "preview,public"),
        ("internal", "region"),
    ],
)
def test_the_audience_of_the_parameters_is_rendered(of_audience, audience, profiles):
    refuse_other_profiles(of_audience(audience), profiles)


@pytest.mark.parametrize(
    ("audience", "profiles", "line"),
    [
        (
            "public",
            "pubic",
            "there is no profile pubic; render with --profile internal, public, region or preview, or without one",
        ),
        (
            "public",
            "",
            "parameters.yml says audience: public, for which the command is `quarto render --profile public`; this one is "
            "for audience: internal",
        ),
        (
            "internal",
            "public",
            "parameters.yml says audience: internal, for which the command is `quarto render`; this one is for audience: "
            "public",
        ),
    ],
)
def test_anything_else_is_refused_in_one_line(of_audience, audience, profiles, line):
    with pytest.raises(ParameterError) as refused:
        refuse_other_profiles(of_audience(audience), profiles)
    assert str(refused.value) == line
