"""The words of the month that `scorecard run` wrote for the report, in `_variables.yml`."""

import json

from scorecard.project import Project
from scorecard.render.problems import CannotRender, located


def read_variables(project: Project) -> dict:
    """Values by name and part, as `{{< var name.part >}}` takes them. Raises CannotRender where a run has to come first."""
    name = project.shown(project.variables)
    try:
        return json.loads(project.variables.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotRender([located(name, "missing; `scorecard run` writes it")]) from None
    except ValueError:
        raise CannotRender(
            [located(name, "not as `scorecard run` wrote it; delete it and run that again")]
        ) from None
