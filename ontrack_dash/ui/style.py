"""The style sheet: what Streamlit's theme cannot say."""

from functools import lru_cache
from importlib.resources import files
from string import Template

import streamlit as st

from ontrack_dash.figures.palette import PALETTES

# Colours the sheet shares with the charts.
COLOURS = ("this", "look", "paper", "muted")


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(_sheet())


@lru_cache
def _sheet() -> str:
    light, dark = PALETTES["light"], PALETTES["dark"]
    colours = " ".join(f"--od-{name}: light-dark({getattr(light, name)}, {getattr(dark, name)});" for name in COLOURS)
    template = Template((files("ontrack_dash.ui") / "style.css").read_text(encoding="utf-8"))
    return f"<style>{template.substitute(colours=colours)}</style>"
