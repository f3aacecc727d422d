"""What stands in the cells of tables that are worked out, and how a workbook writes it."""

SHARE, POINTS, PERSONS, TEXT = "share", "points", "persons", "text"
# A share with a state of its own: `<column>_status` where the row has it, else the row's.
RATED = "rated"
DECIMAL, MINUTES = "decimal", "minutes"
MOMENT = "moment"
# Numbers of what was filed: no answers of persons, so they stand whatever the status of the row.
SCORE, CENTRES, YEAR = "score", "centres", "year"
FILED = (SCORE, CENTRES, YEAR)
FORMATS = {
    SHARE: "0.0%", RATED: "0.0%", POINTS: "+0.0%;-0.0%;0.0%", PERSONS: "#,##0", SCORE: "0.00", CENTRES: "#,##0",
    YEAR: "0", DECIMAL: "0.00", MINUTES: "0.0", MOMENT: "dd.mm.yyyy hh:mm",
}  # fmt: skip
