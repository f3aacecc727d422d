-- grain: one row per row of a counted file with a negative count
SELECT licence, year, "row"
FROM raw_courses
WHERE least(enrolled_men, enrolled_women, certified_men, certified_women, vulnerable) < 0
UNION ALL
SELECT licence, year, "row"
FROM raw_validations
WHERE least(validated_full, validated_part) < 0;
