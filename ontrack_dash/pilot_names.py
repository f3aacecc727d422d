"""What the groups of a pilot are called: its tools, countries, rounds and criteria."""

from ontrack_dash.i18n import UNKNOWN, Words

KEYS = {"tool": "pilot_tool", "country": "country", "criterion": "criterion"}


def name_code(dimension: str, code: str, words: Words) -> str:
    """Name a code; one that is not in a list of the product is its own name."""
    if code == UNKNOWN:
        return words.t(UNKNOWN)
    if dimension == "round":
        return words.t("pilot.round", number=code)
    key = f"{KEYS[dimension]}.{code}"
    return words.t(key) if words.has(key) else code
