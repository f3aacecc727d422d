-- grain: one row per course with more certified than enrolled
SELECT licence, year, "row"
FROM raw_courses
WHERE certified_men > enrolled_men OR certified_women > enrolled_women;
