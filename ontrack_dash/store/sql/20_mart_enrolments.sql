-- grain: one row per homogeneous group of n enrolments or validations, with the flags indicators count
CREATE VIEW mart_enrolments AS
WITH registered AS (
    -- A centre's own register of graduates goes before the counts of its annual information.
    SELECT DISTINCT centre, year, kind FROM stg_graduates
),

enrolments AS (
    SELECT
        enrolment.* EXCLUDE (is_certified),
        true AS is_enrolled,
        true AS has_left,
        enrolment.is_certified,
        enrolment.is_certified AND registered.centre IS NULL AS is_completer
    FROM stg_enrolments AS enrolment
    LEFT JOIN registered USING (centre, year, kind)
),

vulnerable AS (
    SELECT licence AS centre, year, profession, level, kind, funding, oblast, vulnerable AS n, true AS is_vulnerable
    FROM raw_courses
    WHERE vulnerable > 0
),

validations AS (
    SELECT validation.*, true AS is_completer
    FROM stg_validations AS validation
    LEFT JOIN registered USING (centre, year, kind)
    WHERE registered.centre IS NULL
)

SELECT * FROM enrolments
UNION ALL BY NAME SELECT * FROM vulnerable
UNION ALL BY NAME SELECT * FROM validations;
