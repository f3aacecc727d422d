"""What can go wrong in the store, as errors callers tell apart."""


class StoreError(Exception):
    """Base of the store's errors."""


class AssertionFailedError(StoreError):
    """The new build breaks an invariant; nothing was published."""

    def __init__(self, name: str, rows: int) -> None:
        super().__init__(f"{name}: {rows} rows")
        self.name = name
        self.rows = rows


class UnknownFlagError(StoreError):
    """An indicator counts by a flag that no mart has."""

    def __init__(self, flags: list[str]) -> None:
        super().__init__(f"no mart has the column {', '.join(flags)}")


class NothingToUndoError(StoreError):
    """There is no earlier build to return to."""
