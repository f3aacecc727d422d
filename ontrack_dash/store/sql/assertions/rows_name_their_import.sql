-- grain: one row per raw row whose import is unknown
SELECT 'graduates' AS source, import_id FROM raw_graduates WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'answers' AS source, import_id FROM raw_answers WHERE import_id NOT IN (SELECT import_id FROM raw_imports)
UNION ALL
SELECT 'courses' AS source, import_id FROM raw_courses WHERE import_id NOT IN (SELECT import_id FROM raw_imports);
