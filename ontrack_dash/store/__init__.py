"""DuckDB builds of the data, and the application's own state."""
