-- grain: one row per group of persons without a completion year
SELECT centre, n FROM mart_facts WHERE year IS NULL;
