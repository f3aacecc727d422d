-- grain: one row per group of a pilot of which more answered than were invited
SELECT "round", tool, country, provider
FROM raw_pilot_responses
WHERE answered > invited;
