-- grain: one row per centre and year with two reports, or that stands twice in a list
SELECT licence, year, 'report' AS list, count(*) AS n FROM raw_self_assessments GROUP BY licence, year HAVING count(*) > 1
UNION ALL
SELECT licence, year, list, count(*) AS n FROM raw_filings GROUP BY licence, year, list HAVING count(*) > 1;
