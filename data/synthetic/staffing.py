"""Staffing: each team's posts, people in post and open cases by month, ending at the published caseloads."""

import numpy as np
import pandas as pd

from synthetic.days import month_of
from synthetic.draw import Draw
from synthetic.flows import GOLDEN_DAY, LAST_DAY

FIRST_MONTH = (2018 - 1970) * 12

# In May 2020: posts (FTE), of which filled, and cases of each worker in post.
TEAMS = {
    "Family Safeguarding qualified social workers": (64, 60.5, 16),
    "Children in Care qualified social workers": (33, 32, 20.25),
    "Leaving Care personal advisors": (12, 11, 21),
    "Independent reviewing officers": (10.4, 10, 67),
}


def staffing_table(draw: Draw, scale: float) -> pd.DataFrame:
    """Staffing from January 2018. In months other than May 2020 posts filled and caseloads differ a bit."""
    months = np.arange(FIRST_MONTH, int(month_of(LAST_DAY)) + 1)
    names = [str(month) for month in months.astype("datetime64[M]")]
    golden = months == month_of(GOLDEN_DAY)
    teams = []
    for team, (posts, filled, caseload) in TEAMS.items():
        vacant = np.where(golden, 0, draw.between(0, 4, len(months)))
        in_post = np.round((filled - vacant * 0.25) * scale * 10) / 10
        busier = np.where(golden, 100, draw.between(94, 106, len(months)))
        cases = (in_post * caseload * busier / 100 + 0.5).astype("int64")
        frame = {
            "MONTH": names,
            "TEAM": team,
            "ESTABLISHMENT": round(posts * scale, 1),
            "IN_POST": in_post,
            "CASES": cases,
        }
        teams.append(pd.DataFrame(frame))
    return pd.concat(teams).sort_values(["MONTH", "TEAM"], kind="stable")
