-- grain: one row per raw row whose import is unknown
SELECT 'graduates' AS source, import_id FROM raw_graduates WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'answers' AS source, import_id FROM raw_answers WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'courses' AS source, import_id FROM raw_courses WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'filings' AS source, import_id FROM raw_filings WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'self_assessments' AS source, import_id
FROM raw_self_assessments
WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'pilot_scores' AS source, import_id FROM raw_pilot_scores WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'pilot_responses' AS source, import_id
FROM raw_pilot_responses
WHERE import_id NOT IN (SELECT import_id FROM raw_imports);
