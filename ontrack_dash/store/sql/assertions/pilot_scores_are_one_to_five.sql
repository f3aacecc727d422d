-- grain: one row per evaluation with a score outside the scale
SELECT "round", tool, "row"
FROM raw_pilot_scores
WHERE least(tool_usefulness, tool_clarity, tool_ease, tool_time, tool_feasibility, tool_relevance, tool_completeness) < 1
    OR greatest(
        tool_usefulness, tool_clarity, tool_ease, tool_time, tool_feasibility, tool_relevance, tool_completeness
    ) > 5;
