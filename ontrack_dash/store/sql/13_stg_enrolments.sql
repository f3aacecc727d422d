-- grain: one row per course, sex and outcome (certified or not), with n enrolments
CREATE VIEW stg_enrolments AS
WITH by_sex AS (
    SELECT *, 'male' AS sex, enrolled_men AS enrolled, certified_men AS certified FROM raw_courses
    UNION ALL
    SELECT *, 'female' AS sex, enrolled_women AS enrolled, certified_women AS certified FROM raw_courses
),

by_outcome AS (
    SELECT *, true AS is_certified, certified AS n FROM by_sex
    UNION ALL
    SELECT *, false AS is_certified, enrolled - certified AS n FROM by_sex
)

SELECT
    licence AS centre,
    year,
    profession,
    level,
    kind,
    sex,
    funding,
    oblast,
    is_certified,
    n
FROM by_outcome
WHERE n > 0;
