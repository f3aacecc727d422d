-- grain: one row per graduate, with the flags indicators count; a flag that ends in _1 or _2 belongs to that wave
CREATE VIEW mart_graduates AS
SELECT
    * EXCLUDE (has_consent),
    1 AS n,
    true AS is_completer,
    true AS is_completer_listed,
    has_consent AS is_reachable
FROM stg_graduates;
