-- grain: one table per kind of file, one row per accepted row of a file; every row names its import
CREATE TABLE IF NOT EXISTS build_info (
    build INTEGER,
    parent INTEGER,
    created_at TIMESTAMP,
    is_demo BOOLEAN,
    fingerprint VARCHAR
);

CREATE TABLE IF NOT EXISTS raw_imports (
    import_id BIGINT,
    kind VARCHAR,
    file_name VARCHAR,
    digest VARCHAR,
    year INTEGER,
    centre VARCHAR,
    wave INTEGER,
    row_count INTEGER,
    imported_at TIMESTAMP
);

CREATE TABLE IF NOT EXISTS raw_centres (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    centre_name VARCHAR,
    settlement VARCHAR,
    oblast VARCHAR
);

CREATE TABLE IF NOT EXISTS raw_courses (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    year INTEGER,
    kind VARCHAR,
    profession VARCHAR,
    specialty VARCHAR,
    level VARCHAR,
    oblast VARCHAR,
    enrolled_men INTEGER,
    enrolled_women INTEGER,
    certified_men INTEGER,
    certified_women INTEGER,
    hours INTEGER,
    price DOUBLE,
    legal_capacity INTEGER,
    funding VARCHAR,
    disabled INTEGER,
    vulnerable INTEGER
);

CREATE TABLE IF NOT EXISTS raw_validations (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    year INTEGER,
    profession VARCHAR,
    specialty VARCHAR,
    level VARCHAR,
    oblast VARCHAR,
    validated_full INTEGER,
    validated_part INTEGER,
    disabled INTEGER,
    vulnerable INTEGER
);

CREATE TABLE IF NOT EXISTS raw_graduates (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    pseudonym VARCHAR,
    profession VARCHAR,
    specialty VARCHAR,
    level VARCHAR,
    kind VARCHAR,
    completion_date DATE,
    sex VARCHAR,
    birth_year INTEGER,
    funding VARCHAR,
    oblast VARCHAR,
    has_consent BOOLEAN,
    is_invited_1 BOOLEAN,
    is_invited_2 BOOLEAN
);

CREATE TABLE IF NOT EXISTS raw_answers (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    answer_id VARCHAR,
    wave VARCHAR,
    answer_date DATE,
    year INTEGER,
    profession VARCHAR,
    specialty VARCHAR,
    level VARCHAR,
    kind VARCHAR,
    completion_date DATE,
    sex VARCHAR,
    birth_year INTEGER,
    funding VARCHAR,
    oblast VARCHAR,
    destination VARCHAR,
    in_field VARCHAR,
    is_studying BOOLEAN,
    months_to_job INTEGER,
    usefulness INTEGER,
    satisfaction INTEGER,
    survey VARCHAR,
    further VARCHAR
);

CREATE TABLE IF NOT EXISTS raw_employer_answers (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    answer_id VARCHAR,
    answer_date DATE,
    profession VARCHAR,
    specialty VARCHAR,
    level VARCHAR,
    kind VARCHAR,
    year INTEGER,
    qualification INTEGER,
    satisfaction INTEGER,
    further VARCHAR
);

CREATE TABLE IF NOT EXISTS raw_course_answers (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    answer_id VARCHAR,
    answer_date DATE,
    profession VARCHAR,
    specialty VARCHAR,
    level VARCHAR,
    kind VARCHAR,
    completion_date DATE,
    sex VARCHAR,
    birth_year INTEGER,
    funding VARCHAR,
    satisfaction INTEGER,
    further VARCHAR
);

-- further: a JSON object, question of an instrument → answer; builds made before it lack the column
ALTER TABLE raw_answers ADD COLUMN IF NOT EXISTS further VARCHAR;
ALTER TABLE raw_employer_answers ADD COLUMN IF NOT EXISTS further VARCHAR;

-- points: a JSON object, question as printed → points
CREATE TABLE IF NOT EXISTS raw_self_assessments (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    year INTEGER,
    filing_date DATE,
    filing_status VARCHAR,
    filed_full INTEGER,
    filed_part INTEGER,
    filed_validation INTEGER,
    filed_validation_part INTEGER,
    filed_legal INTEGER,
    filed_continuing INTEGER,
    filed_failed INTEGER,
    filed_withdrawn INTEGER,
    points VARCHAR
);

CREATE TABLE IF NOT EXISTS raw_filings (
    import_id BIGINT,
    "row" INTEGER,
    licence VARCHAR,
    year INTEGER,
    list VARCHAR,
    filing_status VARCHAR,
    filing_date DATE,
    annual_status VARCHAR,
    annual_date DATE,
    is_annual_filed BOOLEAN
);

CREATE TABLE IF NOT EXISTS raw_pilot_scores (
    import_id BIGINT,
    "row" INTEGER,
    "round" INTEGER,
    tool VARCHAR,
    country VARCHAR,
    provider VARCHAR,
    respondent VARCHAR,
    role VARCHAR,
    tool_usefulness INTEGER,
    tool_clarity INTEGER,
    tool_ease INTEGER,
    tool_time INTEGER,
    tool_feasibility INTEGER,
    tool_relevance INTEGER,
    tool_completeness INTEGER,
    minutes INTEGER,
    adopt VARCHAR,
    theme VARCHAR,
    comment VARCHAR
);

CREATE TABLE IF NOT EXISTS raw_pilot_responses (
    import_id BIGINT,
    "row" INTEGER,
    "round" INTEGER,
    tool VARCHAR,
    country VARCHAR,
    provider VARCHAR,
    invited INTEGER,
    answered INTEGER
);
