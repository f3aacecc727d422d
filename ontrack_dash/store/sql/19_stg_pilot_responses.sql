-- grain: one row per round, tool, country and provider of a pilot, with who was asked and who answered
CREATE VIEW stg_pilot_responses AS
SELECT "round", tool, country, provider, invited, answered
FROM raw_pilot_responses;
