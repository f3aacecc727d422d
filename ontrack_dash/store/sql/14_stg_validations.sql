-- grain: one row per centre, year, profession, oblast and kind of validation, with n documents
CREATE VIEW stg_validations AS
SELECT licence AS centre, year, profession, level, oblast, 'validation' AS kind, validated_full AS n
FROM raw_validations
WHERE validated_full > 0
UNION ALL
SELECT licence AS centre, year, profession, level, oblast, 'validation_part' AS kind, validated_part AS n
FROM raw_validations
WHERE validated_part > 0;
