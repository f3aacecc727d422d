-- grain: one row per homogeneous group of n persons of any source
CREATE VIEW mart_facts AS
SELECT * FROM mart_enrolments
UNION ALL BY NAME SELECT * FROM mart_graduates
UNION ALL BY NAME SELECT * FROM mart_answers
UNION ALL BY NAME SELECT * FROM mart_employer_answers
UNION ALL BY NAME SELECT * FROM mart_course_answers;
