"""A file as sheets, whatever its format, which its first bytes tell and not its name: what is called .xls is often text."""

from pathlib import Path

from scorecard.extract.files import delimited, return_xml
from scorecard.extract.files.compound import OLE
from scorecard.extract.files.packed import ZIP
from scorecard.extract.files.sheet import Sheet, Unreadable

PARQUET = b"PAR1"
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<style", b"<table", b"<div", b"mime-version:")


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises Unreadable, with what was expected instead."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Unreadable("a file that can be opened (is it open in another program?)") from None
    if data.startswith((ZIP, OLE)):
        from scorecard.extract.files import workbook  # an extract of CSV files needs no calamine

        return workbook.sheets(data)
    if data.startswith(PARQUET):
        from scorecard.extract.files import columnar

        return columnar.sheets(data)
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").lower()
    if start.startswith(_PAGE):
        raise Unreadable(
            "a workbook, not the web page that some systems give the name of one: save it in Excel as .xlsx"
        )
    if start.startswith(b"<"):
        return return_xml.sheets(data)
    return delimited.sheets(data)
