"""Who looks at the numbers."""

from dataclasses import dataclass

ROLES = ("agency", "centre", "public")


@dataclass(frozen=True)
class Viewer:
    """The agency sees everything, a centre its own rows, everybody else what is published.

    Raises:
        ValueError: no such role, or a licence where none belongs (or the reverse).
    """

    role: str
    licence: str | None = None

    def __post_init__(self) -> None:
        if self.role not in ROLES or (self.role == "centre") != bool(self.licence):
            raise ValueError(f"no such viewer: {self.role} {self.licence or ''}")


AGENCY = Viewer("agency")
PUBLIC = Viewer("public")
