"""Where this installation keeps its data, read from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "ONTRACK_DATA"
STATE_VARIABLE = "ONTRACK_STATE_URL"


@dataclass(frozen=True)
class Settings:
    """Folder of builds and state; `state_url` points the application state at another database."""

    data: Path
    state_url: str | None = None


def load(data: Path | None = None) -> Settings:
    """Return the settings of this installation; an argument goes before the environment."""
    folder = data or Path(os.environ.get(DATA_VARIABLE, "data"))
    return Settings(data=folder.resolve(), state_url=os.environ.get(STATE_VARIABLE))
