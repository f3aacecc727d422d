-- grain: one row per centre, year and scored question; `place` keeps the order of the questionnaire
CREATE VIEW stg_points AS
SELECT
    report.licence AS centre,
    report.year,
    answer.id AS place,
    answer.key AS question,
    CAST(answer.value AS DOUBLE) AS points
FROM raw_self_assessments AS report
CROSS JOIN json_each(report.points) AS answer;
