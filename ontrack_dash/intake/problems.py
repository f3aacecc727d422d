"""Why a file could not be opened at all."""


class Unreadable(Exception):
    """A file that gives no cells; `rule` names the finding, `detail` the part of the file it is about."""

    def __init__(self, rule: str, detail: str | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.detail = detail
