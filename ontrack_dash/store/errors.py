"""What can go wrong in the store, as errors callers tell apart."""


class StoreError(Exception):
    """Base of the store's errors."""


class AssertionFailedError(StoreError):
    """The new build breaks an invariant; nothing was published."""

    def __init__(self, name: str, rows: int) -> None:
        super().__init__(f"{name}: {rows} rows")
        self.name = name
        self.rows = rows


class NothingToUndoError(StoreError):
    """There is no earlier build to return to."""
