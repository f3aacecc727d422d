-- grain: one row per row of a counted file with a negative count
SELECT licence, year, "row"
FROM raw_courses
WHERE least(enrolled_men, enrolled_women, certified_men, certified_women, vulnerable) < 0
UNION ALL
SELECT licence, year, "row"
FROM raw_validations
WHERE least(validated_full, validated_part) < 0
UNION ALL
SELECT licence, year, "row"
FROM raw_self_assessments
WHERE least(
    filed_full, filed_part, filed_validation, filed_validation_part, filed_legal, filed_continuing, filed_failed,
    filed_withdrawn
) < 0
UNION ALL
SELECT centre, year, NULL AS "row"
FROM stg_points
WHERE points < 0;
