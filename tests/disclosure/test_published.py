"""What a pack has published is read as it was written, or not at all."""

import pytest
from scorecard.disclosure.published import read_figures
from scorecard.edited_files import UnusableFile

HEAD = "indicator,category,period_start,period_end,count,corrected\n"


@pytest.mark.parametrize(
    "content",
    [
        "month,value\n2020-05,5\n",
        f"{HEAD}age,under 1,2020-05-31,2020-05-31,25,False\nage,1 to 4,2020-05-",
        f"{HEAD}age,under 1,31/05/2020,31/05/2020,25,False\n",
        f"{HEAD}age,under 1,2020-05-31,2020-05-31,many,False\n",
    ],
)
def test_counts_that_are_not_as_they_were_written_are_refused_in_one_line(tmp_path, content):
    file = tmp_path / "atoms.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnusableFile, match="atoms.csv is not as it was written"):
        read_figures(file, "2020-05")
