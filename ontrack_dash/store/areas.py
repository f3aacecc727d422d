"""Which area of the self-assessment each question belongs to, as somebody said it once."""

from hashlib import sha256

from ontrack_dash.fields import VOCABULARIES, fold
from ontrack_dash.settings import Settings
from ontrack_dash.store import state

TOPIC = "area"
NONE = "none"


def read(settings: Settings) -> dict[str, str]:
    """Return the area of each question that has one: folded question → code."""
    kept = state.saved(settings, TOPIC).values()
    return {said["question"]: said["area"] for said in kept if said["area"] != NONE}


def save(settings: Settings, question: str, area: str) -> None:
    """Keep the area of a question, however it is spelt; "none" takes it back.

    Raises:
        ValueError: no such area.
    """
    if area not in (*VOCABULARIES[TOPIC], NONE):
        raise ValueError(f"no such area: {area}")
    folded = fold(question)
    # A question may be longer than a name of the state, so its digest is its name.
    state.save(settings, TOPIC, sha256(folded.encode()).hexdigest(), {"question": folded, "area": area})
