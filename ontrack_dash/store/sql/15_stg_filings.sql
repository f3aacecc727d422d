-- grain: one row per centre and year a list or a report speaks of, with the latest word on its two reports
CREATE VIEW stg_filings AS
WITH said AS (
    SELECT
        licence AS centre,
        year,
        import_id,
        filing_status,
        filing_date,
        coalesce(annual_status, CASE WHEN is_annual_filed THEN 'submitted' END) AS annual_status,
        annual_date,
        -- „Не“ is a word too: it takes back what an earlier list said.
        annual_status IS NOT NULL OR is_annual_filed IS NOT NULL AS says_annual
    FROM raw_filings
    UNION ALL BY NAME
    SELECT licence AS centre, year, import_id, filing_status, filing_date, false AS says_annual
    FROM raw_self_assessments
),

latest AS (
    SELECT
        centre,
        year,
        arg_max({'status': filing_status, 'day': filing_date}, import_id)
            FILTER (WHERE filing_status IS NOT NULL) AS filing,
        arg_max({'status': annual_status, 'day': annual_date}, import_id) FILTER (WHERE says_annual) AS annual
    FROM said
    GROUP BY centre, year
)

SELECT
    centre,
    year,
    filing.status AS filing_status,
    filing.day AS filing_date,
    annual.status AS annual_status,
    annual.day AS annual_date
FROM latest;
