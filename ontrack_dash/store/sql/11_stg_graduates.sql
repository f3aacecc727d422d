-- grain: one row per graduate of the product's own register
CREATE VIEW stg_graduates AS
SELECT
    graduate.licence AS centre,
    year(graduate.completion_date) AS year,
    graduate.profession,
    graduate.level,
    graduate.kind,
    graduate.sex,
    CASE
        WHEN year(graduate.completion_date) - graduate.birth_year BETWEEN 10 AND 24 THEN '15_24'
        WHEN year(graduate.completion_date) - graduate.birth_year BETWEEN 25 AND 34 THEN '25_34'
        WHEN year(graduate.completion_date) - graduate.birth_year BETWEEN 35 AND 44 THEN '35_44'
        WHEN year(graduate.completion_date) - graduate.birth_year BETWEEN 45 AND 54 THEN '45_54'
        WHEN year(graduate.completion_date) - graduate.birth_year BETWEEN 55 AND 99 THEN '55_plus'
    END AS age,
    graduate.funding,
    coalesce(graduate.oblast, centre.oblast) AS oblast,
    coalesce(graduate.has_consent, false) AS has_consent,
    coalesce(graduate.is_invited_1, false) AS is_invited_1,
    coalesce(graduate.is_invited_2, false) AS is_invited_2
FROM raw_graduates AS graduate
LEFT JOIN stg_centres AS centre ON centre.centre = graduate.licence;
