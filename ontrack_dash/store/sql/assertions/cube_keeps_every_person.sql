-- grain: one row when the cube has lost or invented persons
WITH cells AS (
    SELECT n FROM mart_enrolments_by_all
    UNION ALL
    SELECT n FROM mart_graduates_by_all
    UNION ALL
    SELECT n FROM mart_answers_by_all
    UNION ALL
    SELECT n FROM mart_employer_answers_by_all
    UNION ALL
    SELECT n FROM mart_course_answers_by_all
)

SELECT facts.n AS facts_n, summed.n AS cells_n
FROM (SELECT coalesce(sum(n), 0) AS n FROM mart_facts) AS facts
CROSS JOIN (SELECT coalesce(sum(n), 0) AS n FROM cells) AS summed
WHERE facts.n <> summed.n;
