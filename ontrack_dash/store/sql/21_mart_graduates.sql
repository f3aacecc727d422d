-- grain: one row per graduate, and one more per graduate and wave they were invited to
CREATE VIEW mart_graduates AS
SELECT
    * EXCLUDE (has_consent, is_invited_1, is_invited_2),
    1 AS n,
    true AS is_completer,
    true AS is_completer_listed,
    has_consent AS is_reachable
FROM stg_graduates
UNION ALL BY NAME
SELECT * EXCLUDE (has_consent, is_invited_1, is_invited_2), 1 AS wave, 1 AS n, true AS is_invited
FROM stg_graduates
WHERE is_invited_1
UNION ALL BY NAME
SELECT * EXCLUDE (has_consent, is_invited_1, is_invited_2), 2 AS wave, 1 AS n, true AS is_invited
FROM stg_graduates
WHERE is_invited_2;
