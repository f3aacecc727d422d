-- grain: one row per centre and year, with the eight counts of its report
CREATE VIEW stg_self_assessments AS
SELECT
    licence AS centre,
    year,
    filed_full,
    filed_part,
    filed_validation,
    filed_validation_part,
    filed_legal,
    filed_continuing,
    filed_failed,
    filed_withdrawn
FROM raw_self_assessments;
