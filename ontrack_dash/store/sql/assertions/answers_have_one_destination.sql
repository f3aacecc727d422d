-- grain: one row per group of answers whose destinations do not add up to one
SELECT centre, year, wave
FROM mart_answers
WHERE is_destination_in_field::INTEGER + is_destination_other_field::INTEGER + is_destination_self_employed::INTEGER
    + is_destination_study::INTEGER + is_destination_unemployed::INTEGER + is_destination_inactive::INTEGER
    + is_destination_other::INTEGER + is_destination_unknown::INTEGER <> 1;
