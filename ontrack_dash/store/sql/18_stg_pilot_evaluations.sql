-- grain: one row per person, tool and round of a pilot; `themes` is a list, of nothing where none was entered
-- A form filled in by somebody nobody sent it to says neither country nor organisation.
CREATE VIEW stg_pilot_evaluations AS
SELECT
    "round",
    tool,
    coalesce(country, 'unknown') AS country,
    coalesce(provider, 'unknown') AS provider,
    respondent,
    role,
    tool_usefulness,
    tool_clarity,
    tool_ease,
    tool_time,
    tool_feasibility,
    tool_relevance,
    tool_completeness,
    minutes,
    adopt,
    CASE WHEN theme IS NULL THEN CAST([] AS VARCHAR[]) ELSE string_split(theme, ';') END AS themes,
    comment
FROM raw_pilot_scores;
