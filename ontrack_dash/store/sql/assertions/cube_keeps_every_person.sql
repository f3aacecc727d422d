-- grain: one row when the cube has lost or invented persons
SELECT facts.n AS facts_n, cells.n AS cells_n
FROM (SELECT coalesce(sum(n), 0) AS n FROM mart_facts) AS facts
CROSS JOIN (SELECT coalesce(sum(n), 0) AS n FROM mart_by_all) AS cells
WHERE facts.n <> cells.n;
