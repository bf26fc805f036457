-- Ten indicators of a month in DuckDB's SQL, from the files of an extract, with the definitions of the repository and none of
-- its code. In curly brackets stand the folder and the as-at date. One row a figure, as in the measures.

CREATE MACRO a_day(written) AS strptime(nullif(written, ''), '%d/%m/%Y')::DATE;
CREATE MACRO file(name) AS TABLE
    SELECT * FROM read_csv('{folder}/*' || name || '.csv', all_varchar = true, header = true, delim = ',', quote = '"');

-- The 12 months, and the financial year to date.
CREATE TABLE months AS
    SELECT start::DATE AS start, last_day(start::DATE) AS ends
    FROM range(date_trunc('month', DATE '{as_at}') - INTERVAL 11 MONTH, DATE '{as_at}' + 1, INTERVAL 1 MONTH) AS m(start);
CREATE TABLE windows AS
    SELECT 'month' AS period_type, start, ends FROM months
    UNION ALL
    SELECT 'ytd', make_date(year(DATE '{as_at}') - (month(DATE '{as_at}') < 4)::INT, 4, 1), DATE '{as_at}';

-- Episodes without short breaks, in periods of care and placement spells.
CREATE TABLE read_episodes AS
    SELECT CHILD AS child, a_day(DECOM) AS decom, a_day(DEC) AS dec, LS AS ls, RNE AS rne, PLACE AS place,
           hash(PLACE, PLACE_PROVIDER, URN, PL_POST) AS home
    FROM file('Episodes') WHERE LS NOT IN ('V3', 'V4');
CREATE TABLE in_order AS
    SELECT *, row_number() OVER child_by_day AS n,
           max(coalesce(dec, DATE '9999-01-01')) OVER (child_by_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
    FROM read_episodes WINDOW child_by_day AS (PARTITION BY child ORDER BY decom, dec NULLS LAST);
CREATE TABLE episodes AS
    SELECT *, sum((until IS NULL OR decom > until)::INT) OVER (PARTITION BY child ORDER BY n) AS period FROM in_order;
CREATE TABLE periods AS
    SELECT child, period, min(decom) AS start,
           CASE WHEN count(dec) = count(*) THEN max(dec) END AS ends
    FROM episodes GROUP BY child, period;
CREATE TABLE spells AS
    WITH lasting AS (
        SELECT *, lag(n) OVER w AS n_before, lag(home) OVER w AS home_before, lag(period) OVER w AS period_before
        FROM episodes WHERE place NOT IN ('T0', 'T1', 'T2', 'T3', 'T4')
        WINDOW w AS (PARTITION BY child ORDER BY n)
    ), starting AS (
        SELECT child, period, decom AS start FROM lasting
        WHERE period IS DISTINCT FROM period_before
           OR rne IN ('P', 'B', 'T', 'U')
              AND NOT (rne IN ('T', 'U') AND place IN ('A3', 'A5'))
              AND NOT (n - n_before > 1 AND home = home_before)
    )
    SELECT child, period, starting.start,
           coalesce(lead(starting.start) OVER (PARTITION BY child, period ORDER BY starting.start), periods.ends) AS ends
    FROM starting JOIN periods USING (child, period);

-- Visits: a chain of duties a placement spell, all chains taking their next duty together.
CREATE TABLE seen AS
    SELECT CHILD AS child, list_sort(list_distinct(list(a_day(VISIT_DATE)))) AS visits
    FROM file('Visits') WHERE SEEN = 'Y' GROUP BY CHILD;
CREATE TABLE agreed AS
    SELECT CHILD AS child,
           list({{'since': a_day("FROM"), 'until': a_day("TO"), 'weeks': coalesce(WEEKS::INT, 6)}} ORDER BY a_day("FROM")) AS weeks
    FROM file('VisitFrequency') GROUP BY CHILD;
CREATE MACRO in_force(weeks, day) AS list_last(list_filter(weeks, lambda each: each.since <= day));
CREATE MACRO next_due(weeks, day) AS day + 7 * CASE
    WHEN in_force(weeks, day) IS NULL OR in_force(weeks, day).until <= day THEN 6 ELSE in_force(weeks, day).weeks END;
CREATE TABLE visit_duties AS
    WITH RECURSIVE duties AS (
        SELECT list_filter(visits, lambda each: each >= spells.start) AS coming, weeks, spells.start + 7 AS due,
               least(coalesce(spells.ends, DATE '9999-01-01') - 1, DATE '{as_at}') AS last
        FROM spells JOIN periods USING (child, period) LEFT JOIN seen USING (child) LEFT JOIN agreed USING (child)
        WHERE coalesce(spells.ends, DATE '9999-01-01') > (SELECT min(start) FROM windows)
        UNION ALL
        SELECT CASE WHEN came THEN coming[2:] ELSE coming END, weeks, CASE WHEN came THEN next_due(weeks, event) ELSE missed END,
               last
        FROM (
            SELECT *, coming[1] AS event, next_due(weeks, due) AS missed,
                   coalesce(coming[1] <= due OR coming[1] <= least(next_due(weeks, due), DATE '{as_at}'), false) AS came
            FROM duties WHERE least(coalesce(coming[1], due), due) <= last
        )
    )
    SELECT least(coalesce(coming[1], due), due) AS day, coalesce(coming[1] <= due, false) AS met
    FROM duties WHERE least(coalesce(coming[1], due), due) <= last;

CREATE TABLE in_care AS
    SELECT months.start, months.ends, episodes.*, periods.start AS since
    FROM months JOIN episodes ON decom <= months.ends AND (dec IS NULL OR dec > months.ends)
    JOIN periods USING (child, period);
CREATE TABLE dental AS
    SELECT DISTINCT CHILD AS child, a_day(DATE) AS day FROM file('Health') WHERE TYPE = 'DENTAL';
CREATE TABLE born AS SELECT CHILD AS child, a_day(DOB) AS dob FROM file('Header');
CREATE TABLE leavers AS
    SELECT CHILD AS child, a_day("FROM") AS since, a_day("TO") AS until FROM file('CareLeavers')
    WHERE lower(ELIGIBILITY) IN ('relevant', 'former relevant');
CREATE TABLE plans AS
    SELECT CHILD AS child, min(a_day(PLAN_DATE)) AS first FROM file('PathwayPlans') GROUP BY CHILD;
CREATE TABLE roll AS
    SELECT PEP AS pep, a_day(AS_AT) AS day FROM file('VirtualSchool')
    WHERE TRY_CAST(NC_YEAR AS INT) BETWEEN 1 AND 11 AND a_day(AS_AT) <= DATE '{as_at}';

SELECT 'children_in_care' AS indicator, 'month' AS period_type, ends AS period_end, '' AS category,
       count(*) AS numerator, NULL AS denominator FROM in_care GROUP BY ends
UNION ALL
SELECT 'started', 'month', months.ends, '', count(periods.start), NULL
FROM months LEFT JOIN periods ON periods.start BETWEEN months.start AND months.ends GROUP BY months.ends
UNION ALL
SELECT 'ceased', 'month', months.ends, '', count(periods.ends), NULL
FROM months LEFT JOIN periods ON periods.ends BETWEEN months.start AND months.ends GROUP BY months.ends
UNION ALL
SELECT 'legal_status', 'snapshot', ends, CASE
        WHEN ls = 'C2' THEN 'full care order' WHEN ls = 'C1' THEN 'interim care order'
        WHEN ls IN ('E1', 'D1') THEN 'placement order' WHEN ls = 'V2' THEN 'section 20'
        WHEN ls IN ('J1', 'J2', 'J3') THEN 'youth justice' WHEN ls IN ('L1', 'L2', 'L3') THEN 'emergency protection'
        ELSE 'other or not known' END, count(*), NULL
FROM in_care WHERE ends = DATE '{as_at}' GROUP BY ALL
UNION ALL
SELECT 'age', 'snapshot', ends, CASE
        WHEN dob IS NULL THEN 'not known' WHEN date_sub('year', dob, ends) < 1 THEN 'under 1'
        WHEN date_sub('year', dob, ends) < 5 THEN '1 to 4' WHEN date_sub('year', dob, ends) < 10 THEN '5 to 9'
        WHEN date_sub('year', dob, ends) < 16 THEN '10 to 15' ELSE '16 and over' END, count(*), NULL
FROM in_care LEFT JOIN born USING (child) WHERE ends = DATE '{as_at}' GROUP BY ALL
UNION ALL
SELECT 'visits_on_time', period_type, ends, '', count(*) FILTER (met), count(*)
FROM windows JOIN visit_duties ON day BETWEEN start AND ends GROUP BY ALL
UNION ALL
SELECT 'dental', 'month', ends, '', count(checked), count(*) FROM (
    SELECT in_care.ends, in_care.child, min(dental.day) AS checked
    FROM in_care LEFT JOIN dental ON dental.child = in_care.child AND dental.day <= in_care.ends
         AND dental.day >= in_care.ends + 1 - INTERVAL 12 MONTH
    WHERE since + INTERVAL 12 MONTH <= in_care.ends GROUP BY ALL
) GROUP BY ends
UNION ALL
SELECT 'missing_episodes', 'month', months.ends, kind, count(*), NULL
FROM (
    SELECT a_day(MIS_START) AS day, CHILD AS child,
           CASE MISSING WHEN 'M' THEN '' ELSE 'away without authorisation' END AS kind
    FROM file('Missing')
) AS missing
JOIN months ON day BETWEEN start AND ends
WHERE EXISTS (
    FROM periods
    WHERE periods.child = missing.child AND periods.start <= day AND (periods.ends IS NULL OR periods.ends > day)
)
GROUP BY ALL
UNION ALL
SELECT 'pathway_plan', 'month', ends, '', count(*) FILTER (first <= ends), count(*)
FROM months JOIN leavers ON since <= ends AND (until IS NULL OR until > ends) LEFT JOIN plans USING (child) GROUP BY ends
UNION ALL
SELECT 'pep', 'snapshot', day, '', count(*) FILTER (pep = 'Y'), count(*)
FROM roll WHERE day = (SELECT max(day) FROM roll) GROUP BY day;
