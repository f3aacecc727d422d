-- grain: one row per employer's answer, with the flags indicators count
CREATE VIEW mart_employer_answers AS
SELECT
    answer.licence AS centre,
    answer.year,
    answer.profession,
    answer.level,
    answer.kind,
    centre.oblast,
    1 AS n,
    answer.qualification IS NOT NULL AS is_qualification_asked,
    answer.qualification >= 4 AS is_qualification_good,
    answer.satisfaction IS NOT NULL AS is_employer_asked,
    answer.satisfaction >= 4 AS is_employer_satisfied
FROM raw_employer_answers AS answer
LEFT JOIN stg_centres AS centre ON centre.centre = answer.licence;
