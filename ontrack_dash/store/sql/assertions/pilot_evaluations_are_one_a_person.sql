-- grain: one row per person whose evaluation of a tool in a round stands twice, or group counted twice
SELECT "round", tool, provider, respondent, count(*) AS n
FROM raw_pilot_scores
GROUP BY "round", tool, provider, respondent
HAVING count(*) > 1
UNION ALL
SELECT "round", tool, provider, country AS respondent, count(*) AS n
FROM raw_pilot_responses
GROUP BY "round", tool, provider, country
HAVING count(*) > 1;
