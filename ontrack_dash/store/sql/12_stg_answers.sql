-- grain: one row per respondent and wave
CREATE VIEW stg_answers AS
SELECT
    answer.licence AS centre,
    coalesce(year(answer.completion_date), answer.year) AS year,
    answer.wave::INTEGER AS wave,
    -- A file that does not say when people answered serves the nominal month of its wave.
    coalesce(
        date_sub('month', answer.completion_date, answer.answer_date),
        nominal.months
    )::INTEGER AS months,
    answer.profession,
    answer.level,
    answer.kind,
    answer.sex,
    CASE
        WHEN coalesce(year(answer.completion_date), answer.year) - answer.birth_year BETWEEN 10 AND 24 THEN '15_24'
        WHEN coalesce(year(answer.completion_date), answer.year) - answer.birth_year BETWEEN 25 AND 34 THEN '25_34'
        WHEN coalesce(year(answer.completion_date), answer.year) - answer.birth_year BETWEEN 35 AND 44 THEN '35_44'
        WHEN coalesce(year(answer.completion_date), answer.year) - answer.birth_year BETWEEN 45 AND 54 THEN '45_54'
        WHEN coalesce(year(answer.completion_date), answer.year) - answer.birth_year BETWEEN 55 AND 99 THEN '55_plus'
    END AS age,
    answer.funding,
    coalesce(answer.oblast, centre.oblast) AS oblast,
    coalesce(answer.destination, 'unknown') AS destination,
    answer.in_field,
    coalesce(answer.is_studying, false) OR coalesce(answer.destination = 'study', false) AS is_studying,
    answer.months_to_job,
    answer.usefulness,
    answer.satisfaction
FROM raw_answers AS answer
LEFT JOIN stg_centres AS centre ON centre.centre = answer.licence
LEFT JOIN ref_nominal_months AS nominal ON nominal.wave = answer.wave::INTEGER;
