-- grain: one row per answer at the end of a course, with the flags indicators count
CREATE VIEW mart_course_answers AS
SELECT
    answer.licence AS centre,
    year(answer.completion_date) AS year,
    answer.profession,
    answer.level,
    answer.kind,
    answer.sex,
    answer.funding,
    centre.oblast,
    1 AS n,
    answer.satisfaction IS NOT NULL AS is_course_asked,
    answer.satisfaction >= 4 AS is_course_satisfied
FROM raw_course_answers AS answer
LEFT JOIN stg_centres AS centre ON centre.centre = answer.licence;
