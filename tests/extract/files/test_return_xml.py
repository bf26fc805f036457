"""The return's own XML is the return: the same tables as its CSV files, with the line of each group."""

import pytest
from extract_files import ids, read, said
from scorecard.extract.problems import UnusableExtract

CHILD = """<CHILD>
 <HEADER><CHILDID>A1</CHILDID><SEX>2</SEX><DOB>07/03/2001</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>07/03/2019</DUC>
  <REVIEWS><AREVIEW><REVIEW>20/05/2018</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
  <AREVIEW><REVIEW>never</REVIEW><REVIEW_CODE /></AREVIEW></REVIEWS>
  <AMISSING><MISSING>M</MISSING><MIS_START>01/06/2018</MIS_START><MIS_END>02/06/2018</MIS_END></AMISSING>
  <OC3><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>B1</ACCOM></OC3>
  <AD1><DATE_INT /><DATE_MATCH>01/03/2019</DATE_MATCH></AD1>
  <AD_PLACED><DATE_PLACED>01/04/2019</DATE_PLACED></AD_PLACED></HEADER>
 <EPISODE><DECOM>01/05/2018</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PL_POST>PE1 1AA</PL_POST><URN />
  <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>01/05/2019</DEC><REC>X1</REC></EPISODE>
 <EPISODE><DECOM>01/05/2019</DECOM><RNE>L</RNE><LS>C2</LS><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER></EPISODE>
</CHILD>"""
RETURN = f'<?xml version="1.0"?>\n<EXPSSDA903>\n{CHILD}\n</EXPSSDA903>'


def read_xml(folder, **files: str):
    return read(
        folder, {"Header.csv": "", "Episodes.csv": ""} | {f"{name}.xml": text for name, text in files.items()}
    )


def test_every_table_of_the_return_is_read_with_the_line_of_each_group(tmp_path):
    extract = read_xml(tmp_path, oc3_2019_20=RETURN)
    tables = {"Header", "Episodes", "Reviews", "UASC", "OC3", "AD1", "PlacedAdoption", "Missing"}
    assert set(extract.tables) == tables and all(set(ids(extract, name)) == {"A1"} for name in tables)
    assert ("oc3_2019_20.xml, Reviews", 6, "REVIEW", "never") in said(extract)
    episodes = extract.table("Episodes")
    assert episodes["_LINE"].tolist() == [11, 13] and episodes["PLACE"].tolist() == ["U4", "U4"]
    assert extract.table("OC3")[["YEAR", "ACTIV"]].values.tolist() == [["2019/20", "F1"]]
    assert str(extract.table("UASC")["DUC"][0].date()) == "2019-03-07"


def test_several_years_in_one_file_each_have_their_year(tmp_path):
    years = "".join(
        f"<EXPSSDA903><COLLECTION_YEAR>{year}</COLLECTION_YEAR>{CHILD}</EXPSSDA903>"
        for year in ("2018-19", "2019-20")
    )
    extract = read_xml(tmp_path, all=f"<RETURNS>{years}</RETURNS>")
    assert (
        extract.table("OC3")["YEAR"].tolist() == ["2018/19", "2019/20"]
        and len(extract.table("Episodes")) == 2
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (RETURN.replace("<EXPSSDA903>", '<!DOCTYPE r [<!ENTITY x "y">]><EXPSSDA903>'), "line 2: expected XML without a document"),
        (RETURN.replace("<EXPSSDA903>", '<!DOCTYPE r SYSTEM "http://a/r.dtd"><EXPSSDA903>'), "line 2: expected XML without"),
        (RETURN.replace("A1", "&x;"), "line 4: expected XML that is whole"),
        (RETURN.removesuffix("</EXPSSDA903>"), "expected XML that is whole"),
        ("<html><table><tr><td>CHILD</td></tr></table></html>", "the web page"),
        ("\n<!DOCTYPE html><br><table><tr><td>CHILD</td></tr></table>", "save it in Excel as .xlsx"),
        ("<Workbook><Worksheet/></Workbook>", "expected the return's own XML, with a CHILD for each child, or a workbook saved"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "expected XML"),
    ],
)  # fmt: skip
def test_xml_that_is_not_the_return_or_declares_entities_is_refused_in_one_line(tmp_path, text, why):
    with pytest.raises(UnusableExtract) as raised:
        read_xml(tmp_path, odd=text)
    assert (
        "odd.xml, line " in str(raised.value) and why in str(raised.value) and "\n" not in str(raised.value)
    )
