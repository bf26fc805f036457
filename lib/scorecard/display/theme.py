"""The look of every chart: one Altair theme, registered once when this module is imported.

Colours and their order are the UK Government Analysis Function's; each is 3:1 or better on white, and text is always ink.
A chart is drawn 400 units wide and printed 10.2 cm wide beside its commentary, so a unit is 0.72 pt and text of 13 units
9.4 pt. The fonts share their measures (Liberation Sans is in vl-convert, Arial on Windows and macOS), so that text takes the
same room in a browser, in the PDF and in a picture.
"""

from scorecard.imports import without_unused_packages

with without_unused_packages():
    import altair as alt

BLUE, TEAL, PLUM, ORANGE, CHARCOAL, LILAC = PALETTE = (
    "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1",
)  # fmt: skip
INK, FAINT_INK, GRID = "#0B0C0C", "#505A5F", "#DEE0E2"
PALE, SHADE, TARGET_BAND = "#F3F4F5", "#E9ECEF", "#D5EBE8"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
TEXT = 13
WIDTH, HEIGHT = 400, 115
# A single bar, a bar with its gap, and a row with its title, note and marks.
BAR, BAR_STEP, ROW = 24, 29, 74

# What a mark is, by name: charts say the name and nothing else about looks.
STYLES = {
    "series": {"color": BLUE, "strokeWidth": 2.5},
    "month": {"color": BLUE, "filled": True, "opacity": 1, "size": 26},
    "now": {"color": BLUE, "filled": True, "opacity": 1, "size": 110},
    "now-label": {"align": "left", "dx": 4, "fontWeight": "bold", "lineHeight": 15},
    "side-label": {"align": "left", "dx": 4, "lineHeight": 15},
    "first": {"color": BLUE, "filled": True, "opacity": 1, "size": 75, "shape": "circle"},
    "second": {"color": ORANGE, "filled": True, "opacity": 1, "size": 75, "shape": "diamond"},
    "pair": {"color": FAINT_INK, "strokeWidth": 1},
    "usual-range": {"color": SHADE},
    "year-ago": {"stroke": BLUE, "fill": "white", "opacity": 1, "size": 90, "strokeWidth": 2},
    "year-ago-around": {"stroke": BLUE, "opacity": 1, "size": 230, "strokeWidth": 2},
    "interval": {"color": BLUE, "strokeWidth": 2},
    "interval-on-bar": {"color": INK, "strokeWidth": 1.5},
    "published": {"color": PLUM, "filled": True, "opacity": 1, "size": 75, "shape": "diamond"},
    "published-name": {"align": "left", "dx": 8, "color": PLUM},
    "target-band": {"color": TARGET_BAND},
    "target": {"color": CHARCOAL, "strokeWidth": 1.5, "strokeDash": [5, 3]},
    "target-tick": {"color": CHARCOAL, "strokeWidth": 3},
    "range": {"color": LILAC, "strokeWidth": 10, "strokeCap": "round"},
    "may-be-chance": {"fill": "white", "stroke": BLUE, "strokeWidth": 2, "opacity": 1, "size": 55},
    "none": {"color": CHARCOAL, "strokeWidth": 1.5},
    "by-chance": {"color": SHADE},
    "limit": {"color": CHARCOAL, "strokeWidth": 1.5, "strokeDash": [5, 3]},
    "inner-limit": {"color": CHARCOAL, "strokeWidth": 1, "strokeDash": [1, 3]},
    "own": {"color": ORANGE, "filled": True, "opacity": 1, "size": 120, "shape": "diamond"},
    "own-interval": {"color": ORANGE, "strokeWidth": 2},
    "left-of": {"align": "right", "dx": -8},
    "right-of": {"align": "left", "dx": 8},
    "own-left-of": {"align": "right", "dx": -10, "fontWeight": "bold"},
    "own-right-of": {"align": "left", "dx": 10, "fontWeight": "bold"},
    "year-boundary": {"color": FAINT_INK, "strokeWidth": 1},
    "step-change": {"color": PLUM, "strokeWidth": 2, "strokeDash": [2, 3]},
    "year-before": {"align": "right", "dx": -6, "color": FAINT_INK},
    "year-after": {"align": "left", "dx": 6, "color": FAINT_INK},
    "bar": {"color": BLUE},
    "part": {"color": TEAL},
    "year-to-date": {"color": ORANGE},
    "whole": {"color": PALE, "stroke": BLUE, "strokeWidth": 1},
    "beside-bar": {"align": "left", "dx": 6},
    "above-column": {"baseline": "bottom", "dy": -4},
    "no-column": {"baseline": "bottom", "dy": -19, "lineHeight": 15},
    "row-title": {"align": "left", "fontWeight": "bold"},
    "row-note": {"align": "left"},
}


@alt.theme.register("scorecard", enable=True)
def scorecard() -> alt.theme.ThemeConfig:
    """The theme, as Altair asks for it: each chart's specification carries it whole."""
    return {
        "config": {
            "autosize": {"type": "fit-x", "contains": "padding"},
            "padding": 4,
            "background": "white",
            "aria": False,
            "font": FONT,
            "view": {
                "stroke": None,
                "continuousWidth": WIDTH,
                "discreteWidth": WIDTH,
                "continuousHeight": HEIGHT,
                "discreteHeight": {"step": BAR_STEP},
            },
            "axis": {
                "labelFontSize": TEXT,
                "labelColor": INK,
                "labelAngle": 0,
                "labelLimit": 200,
                "labelOverlap": False,
                "labelLineHeight": 15,
                "title": None,
                "gridColor": GRID,
                "domainColor": FAINT_INK,
                "tickColor": FAINT_INK,
            },
            "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
            "axisX": {"grid": False, "labelPadding": 4},
            "title": {
                "anchor": "start",
                "frame": "bounds",
                "fontSize": TEXT,
                "fontWeight": "normal",
                "color": FAINT_INK,
                "offset": 14,
            },
            "mark": {"color": BLUE},
            "text": {"fontSize": TEXT, "color": INK},
            "scale": {"bandPaddingInner": 0.25, "bandPaddingOuter": 0.1},
            "range": {"category": list(PALETTE)},
            "style": STYLES,
        }
    }
