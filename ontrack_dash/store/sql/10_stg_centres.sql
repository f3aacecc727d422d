-- grain: one row per centre of the register
CREATE VIEW stg_centres AS
SELECT
    licence AS centre,
    centre_name,
    settlement,
    oblast
FROM raw_centres;
