-- grain: one row per graduate of the product's own register
CREATE VIEW stg_graduates AS
SELECT
    graduate.licence AS centre,
    year(graduate.completion_date) AS year,
    graduate.profession,
    graduate.level,
    graduate.kind,
    graduate.sex,
    graduate.funding,
    coalesce(graduate.oblast, centre.oblast) AS oblast,
    coalesce(graduate.has_consent, false) AS has_consent,
    coalesce(graduate.is_invited_1, false) AS is_invited_1,
    coalesce(graduate.is_invited_2, false) AS is_invited_2
FROM raw_graduates AS graduate
LEFT JOIN stg_centres AS centre ON centre.centre = graduate.licence;
