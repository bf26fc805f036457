"""What rows may not say, a rule a line: the list that `scorecard check` goes by, beside types and codes (`checks.py`).

What is impossible is left out (LEAVES_OUT the row, BLANKS the cell), what is only implausible WARNS and counts. A number
in the first column is that of the DfE's validation rule of the return with the same aim.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scorecard.extract.codes import ADOPTED
from scorecard.extract.problems import Effect
from scorecard.extract.rows import EVENTS, Rows
from scorecard.extract.rule_tests import any_table, episodes, events, lists

LEAVES_OUT, BLANKS, WARNS = Effect.ROW, Effect.BLANK, Effect.NONE


@dataclass(frozen=True)
class Rule:
    """`broken` gives, for every row of `table`, whether it breaks the rule: `column` is then told, with what was `expected`.
    `doubts` are the places whose cells may be at fault, "Table.COLUMN": this column, if none is named."""

    dfe: str
    effect: Effect
    table: str
    column: str
    expected: str
    broken: Callable[[Rows], np.ndarray]
    doubts: tuple[str, ...] = ()

    @property
    def in_doubt(self) -> tuple[tuple[str, str], ...]:
        """The tables and columns whose cells may be at fault."""
        named = self.doubts or (f"{self.table}.{self.column}",)
        return tuple(tuple(each.split(".")) for each in named)


_BIRTH = ("Header.DOB",)
_PLACED = ("Episodes.PLACE", "Episodes.RNE")

_HEADER = (
    Rule("301", BLANKS, "Header", "DOB", "a day not after the extract's end", any_table.date_to_come("Header", "DOB")),
    Rule("101", BLANKS, "Header", "SEX", "M, F or U, for a child born from 01/04/2024 on", any_table.old_sex("Header")),
    Rule("", WARNS, "Header", "CHILD", "a child who has an episode, or is a care leaver", any_table.without_episode, ("Episodes.DECOM", "Episodes.DEC")),
    Rule("", WARNS, "Header", "UPN", "a pupil number that no other child has", any_table.shared_pupil_number),
)  # fmt: skip

_EPISODES = (
    Rule("356", LEAVES_OUT, "Episodes", "DEC", "a date not before DECOM: the episode is left out", episodes.ends_before_start),
    Rule("142", LEAVES_OUT, "Episodes", "DEC", "a date, for the child has a later episode: this one is left out", episodes.open_before_another),
    Rule("", LEAVES_OUT, "Episodes", "DECOM", "a day not after the extract's end: the episode is left out", any_table.date_to_come("Episodes", "DECOM")),
    Rule("354", WARNS, "Episodes", "DEC", "a day not after the extract's end", any_table.date_to_come("Episodes", "DEC")),
    Rule("353", WARNS, "Episodes", "DECOM", "a day from 14/10/1991 on", episodes.before_the_act),
    Rule("501", WARNS, "Episodes", "DEC", "a date not after the child's next DECOM", episodes.overlapping),
    Rule("388", WARNS, "Episodes", "REC", "another episode from this DEC on, or a REC other than X1", episodes.unfollowed, ("Episodes.REC", "Episodes.DEC", "Episodes.DECOM")),
    Rule("432", WARNS, "Episodes", "REC", "X1, for another episode begins on this DEC", episodes.ended_yet_followed),
    Rule("437", WARNS, "Episodes", "REC", "the last episode, where the child has died or gone on to adult care", episodes.followed_after_the_end),
    Rule("148", WARNS, "Episodes", "REC", "REC and DEC both, or neither", episodes.end_without_reason, ("Episodes.REC", "Episodes.DEC")),
    Rule("355", WARNS, "Episodes", "DEC", "a day after DECOM: both of two episodes of one day count, in the order of their codes", episodes.ended_at_once, _PLACED),
    Rule("431", WARNS, "Episodes", "RNE", "a RNE other than S, for the episode before ended on that day", episodes.started_again),
    Rule("433", WARNS, "Episodes", "RNE", "S, or an episode before that ended on this DECOM", episodes.not_started, ("Episodes.RNE", "Episodes.DECOM", "Episodes.DEC")),
    Rule("434", WARNS, "Episodes", "RNE", "another LS than before, for RNE L or U", episodes.legal_status_the_same, ("Episodes.RNE", "Episodes.LS")),
    Rule("435", WARNS, "Episodes", "RNE", "the same LS as before, for RNE P or T", episodes.legal_status_another, ("Episodes.RNE", "Episodes.LS")),
    Rule("434", WARNS, "Episodes", "RNE", "the same placement as before, for RNE L", episodes.placement_another, ("Episodes.RNE", "Episodes.PLACE", "Episodes.PLACE_PROVIDER")),
    Rule("435", WARNS, "Episodes", "RNE", "another placement than before, for RNE P or B", episodes.placement_the_same, ("Episodes.RNE", "Episodes.PLACE", "Episodes.PLACE_PROVIDER")),
    Rule("217", WARNS, "Episodes", "RNE", "S, T or U, for A3 or A5 is with the present carer", episodes.new_carer_is_present_carer, _PLACED),
    Rule("503", WARNS, "Episodes", "PLACE", "a placement code in use on the episode's dates", episodes.place_not_in_use),
    Rule("526", WARNS, "Episodes", "PLACE_PROVIDER", "a provider, for this PLACE has one", episodes.no_provider),
    Rule("", WARNS, "Episodes", "PLACE_PROVIDER", "PR0, for a child placed with parents, and for no other", episodes.provider_not_of_place, ("Episodes.PLACE_PROVIDER", "Episodes.PLACE")),
    Rule("445", WARNS, "Episodes", "LS", "E1, for D1 ended in December 2005", episodes.freed_too_late),
    Rule("446", WARNS, "Episodes", "LS", "D1, for E1 began in December 2005", episodes.placement_order_too_early),
    Rule("302", WARNS, "Episodes", "DECOM", "a day not before the child's birth", episodes.begun_before_birth, ("Episodes.DECOM", *_BIRTH)),
    Rule("352", WARNS, "Episodes", "DECOM", "a day before the child's 18th birthday", episodes.begun_at_18, ("Episodes.DECOM", *_BIRTH)),
    Rule("359", WARNS, "Episodes", "DEC", "a day not after the child's 18th birthday", episodes.in_care_at_18, ("Episodes.DEC", *_BIRTH)),
    Rule("386", WARNS, "Episodes", "REC", "another REC, for a child of 18 is not adopted", episodes.reason_from(ADOPTED, 18)),
    Rule("407", WARNS, "Episodes", "REC", "another REC, for a child of 18 has no guardian", episodes.reason_from(episodes.GUARDIAN, 18)),
    Rule("387", WARNS, "Episodes", "REC", "another REC, for a child under 14 does not live alone", episodes.reason_under(episodes.INDEPENDENT, 14)),
    Rule("389", WARNS, "Episodes", "REC", "another REC, for a child under 16 does not go to adult care", episodes.reason_under(("E7",), 16)),
    Rule("460", WARNS, "Episodes", "REC", "another REC, for the child is under 18", episodes.reason_under(("E17",), 18)),
    Rule("390", WARNS, "Episodes", "REC", "a placement for adoption (A3 to A6) before an adoption", episodes.adopted_from_elsewhere, ("Episodes.REC", "Episodes.PLACE")),
    Rule("601", WARNS, "Episodes", "REC", "a row in AD1 for a child adopted", episodes.adopted_without("AD1"), ("AD1.DATE_MATCH", "Episodes.REC")),
    Rule("", WARNS, "Episodes", "REC", "a row in PlacedAdoption for a child adopted", episodes.adopted_without("PlacedAdoption"), ("PlacedAdoption.DATE_PLACED", "Episodes.REC")),
    Rule("INT03", WARNS, "Episodes", "CHILD", "a child who is in the Header", any_table.not_in_header("Episodes"), ("Episodes.CHILD", *_BIRTH)),
)  # fmt: skip

_OF_THE_RETURN = {
    "Reviews": "INT08",
    "UASC": "INT09",
    "OC2": "INT05",
    "AD1": "INT01",
    "PlacedAdoption": "INT02",
    "Missing": "INT04",
}
_WITH_BIRTH = {"Reviews": "INT17", "UASC": "INT18", "AD1": "INT11", "PlacedAdoption": "INT12", "Missing": "INT13", "OC2": "INT14", "OC3": "INT15", "CareLeavers": ""}  # fmt: skip
_IN_CARE = {
    "Reviews": "",
    "Visits": "",
    "Health": "",
    "Missing": "578",
    "PlacedAdoption": "",
    "VirtualSchool": "",
}

_EVENTS = (
    *(Rule("586" if table == "Missing" else "", LEAVES_OUT, table, column, "a day not before the child's birth: the row is left out", any_table.before_birth(table)) for table, column in EVENTS.items()),
    *(Rule("570" if table == "Missing" else "", LEAVES_OUT, table, column, "a day not after the extract's end: the row is left out", any_table.date_to_come(table, column)) for table, column in EVENTS.items()),
    *(Rule(dfe, WARNS, table, "CHILD", "a child who is in the Header", any_table.not_in_header(table)) for table, dfe in _OF_THE_RETURN.items()),
    *(Rule("", WARNS, table, "CHILD", "a child who is in the Header or the Episodes", any_table.unknown(table)) for table in ("Visits", "VisitFrequency", "Health", "VirtualSchool")),
    Rule("", WARNS, "PathwayPlans", "CHILD", "a child who is in CareLeavers or the Header", events.no_leaver),
    *(Rule(dfe, WARNS, table, "DOB", "the date of birth that is in the Header", any_table.born_otherwise(table), (f"{table}.DOB", f"{table}.CHILD", *_BIRTH)) for table, dfe in _WITH_BIRTH.items()),
    *(Rule(dfe, WARNS, table, EVENTS[table], "a day on which the child is in care", any_table.not_in_care(table)) for table, dfe in _IN_CARE.items()),
    Rule("", WARNS, "Visits", "SEEN", "one answer a day: the same visit is there as seen and as not seen", events.seen_and_not_seen),
    Rule("", WARNS, "Visits", "SEEN_ALONE", "one row a visit: another has the same day and SEEN", events.visit_twice),
    Rule("", WARNS, "Visits", "SEEN_ALONE", "N or blank, for the child was not seen", events.alone_but_not_seen, ("Visits.SEEN",)),
    Rule("", WARNS, "Reviews", "REVIEW", "a day a week or more after the review before", any_table.soon_after("Reviews")),
    Rule("", WARNS, "Health", "DATE", "a day a week or more after the check before of this TYPE", any_table.soon_after("Health", "TYPE")),
    Rule("", WARNS, "Health", "TYPE", "RHA, for an IHA belongs to the first months in care", events.late_first_assessment),
    Rule("440", WARNS, "Reviews", "REVIEW_CODE", "a code other than PN0, for the child was 4 or older", events.reviewed_as_infant, ("Reviews.REVIEW", *_BIRTH)),
    Rule("441", WARNS, "Reviews", "REVIEW_CODE", "PN0, for the child was under 4", events.reviewed_as_older, ("Reviews.REVIEW", *_BIRTH)),
    Rule("567", WARNS, "Missing", "MIS_END", "a day not before MIS_START", events.back_before_gone, ("Missing.MIS_START",)),
    Rule("", WARNS, "Missing", "MIS_START", "a day less than a week before the end of the episode before, or after it", events.gone_twice),
    Rule("", WARNS, "PlacedAdoption", "DATE_PLACED_CEASED", "a day not before DATE_PLACED", events.ceased_before_placed, ("PlacedAdoption.DATE_PLACED",)),
    Rule("", WARNS, "AD1", "DATE_MATCH", "a day not after DATE_PLACED", events.matched_after_placed),
    Rule("", WARNS, "AD1", "DATE_MATCH", "a day not before DATE_INT, when adoption was decided on", events.matched_before_decided),
    Rule("", WARNS, "UASC", "DUC", "a day not before the child's first DECOM", events.asylum_before_care),
    Rule("304", WARNS, "UASC", "DUC", "a day not after the child's 18th birthday", events.asylum_after_18, ("UASC.DUC", *_BIRTH)),
    Rule("101", BLANKS, "UASC", "SEX", "M, F or U, for a child born from 01/04/2024 on", any_table.old_sex("UASC")),
)  # fmt: skip

_LISTS = (
    *(Rule("", LEAVES_OUT, table, "TO", "a date not before FROM: the row is left out", any_table.to_before_from(table)) for table in ("VisitFrequency", "Allocations", "CareLeavers")),
    *(Rule("", WARNS, table, "FROM", "a day not after the extract's end", any_table.date_to_come(table, "FROM")) for table in ("VisitFrequency", "Allocations", "CareLeavers")),
    Rule("", WARNS, "Allocations", "TO", "a date not after the child's next FROM: while two teams overlap, the later start counts", any_table.listed_twice("Allocations")),
    Rule("", WARNS, "VisitFrequency", "TO", "a date not after the child's next FROM: while two agreements overlap, the later start counts", any_table.agreed_beyond_the_next),
    Rule("", WARNS, "VisitFrequency", "FROM", "a day on which the child is in care", any_table.not_in_care("VisitFrequency", "FROM")),
    Rule("", WARNS, "CareLeavers", "TO", "a date not after the next FROM: who is there twice counts once", any_table.listed_twice("CareLeavers"), ("CareLeavers.TO", "CareLeavers.ELIGIBILITY")),
    Rule("", WARNS, "CareLeavers", "TO", "an end, for the young person is older than 26", lists.leaver_over_26, ("CareLeavers.TO", "CareLeavers.FROM")),
    Rule("", WARNS, "CareLeavers", "FROM", "a day from the 16th birthday on", lists.leaver_under_16),
    *(Rule("191", WARNS, "OC2", column, "1 or 0, for the child was in care for the 12 months to 31 March", lists.blank_after_a_year(column)) for column in ("HEALTH_ASSESSMENT", "TEETH_CHECK")),
    Rule("191", WARNS, "Episodes", "CHILD", "a row in OC2, for the child was in care for the 12 months to 31 March", lists.not_in_the_return, ("OC2.HEALTH_ASSESSMENT", "OC2.TEETH_CHECK")),
    *(Rule("", WARNS, table, "DOB", "the date of birth that the young person has first in CareLeavers", lists.born_otherwise_than_listed(table), doubts) for table, doubts in (("CareLeavers", ("CareLeavers.DOB", "CareLeavers.ELIGIBILITY")), ("OC3", ("OC3.DOB", "OC3.YEAR")))),
    Rule("", WARNS, "OC3", "DOB", "a 17th to 21st birthday in this YEAR", lists.birthday_not_in_year, ("OC3.DOB", "OC3.YEAR")),
    Rule("132", BLANKS, "OC3", "ACTIV", "a code in use that year: F3 and P3 were up to 2019/20", lists.activity_not_in_use),
    Rule("153", WARNS, "OC3", "ACTIV", "an activity, for the council is in touch", lists.in_touch_but_blank("ACTIV")),
    Rule("153", WARNS, "OC3", "ACCOM", "an accommodation, for the council is in touch", lists.in_touch_but_blank("ACCOM")),
    *(Rule("", WARNS, "OC3", column, "a code, 0 if it is not known: the other of ACTIV and ACCOM has one", lists.blank_beside(column, other)) for column, other in (("ACTIV", "ACCOM"), ("ACCOM", "ACTIV"))),
    Rule("", WARNS, "OC3", "IN_TOUCH", "YES, for an activity or accommodation is known", lists.known_but_not_in_touch),
    Rule("", WARNS, "VirtualSchool", "NC_YEAR", "the school year of the child's age, or one beside it", lists.not_of_school_year, ("VirtualSchool.NC_YEAR", *_BIRTH)),
    Rule("", WARNS, "VirtualSchool", "AS_AT", "a roll of as many pupils as others", lists.small_roll),
    Rule("", WARNS, "PathwayPlans", "PLAN_DATE", "a day from the 15th birthday on", lists.plan_under_15),
    Rule("", WARNS, "Staffing", "IN_POST", "somebody in post, for the team has cases", lists.nobody_in_post),
    Rule("", WARNS, "Staffing", "IN_POST", "a number near ESTABLISHMENT, not twice as many", lists.more_than_posts, ("Staffing.IN_POST", "Staffing.ESTABLISHMENT")),
    *(Rule("", WARNS, "Staffing", column, "a number like the team's in other months", lists.unlike_neighbours(column)) for column in ("ESTABLISHMENT", "IN_POST", "CASES")),
    Rule("", WARNS, "Staffing", "TEAM", "a team, not the sum of the month's others (leave such a line out)", lists.sum_of_others),
    Rule("", WARNS, "Staffing", "TEAM", "a team that has other months", lists.team_of_one_month),
    Rule("", WARNS, "Staffing", "MONTH", "every month between the team's first and last: the one before is not there", lists.month_left_out),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_HEADER, *_EPISODES, *_EVENTS, *_LISTS)
