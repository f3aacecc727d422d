-- grain: one row per licence that stands twice in the register
SELECT licence, count(*) AS n FROM raw_centres GROUP BY licence HAVING count(*) > 1;
