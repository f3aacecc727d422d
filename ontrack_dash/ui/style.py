"""The style sheet: what Streamlit's theme cannot say."""

import json
from functools import lru_cache
from importlib.resources import files
from string import Template

import streamlit as st

from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.ui.scene import ground

# Colours the sheet shares with the charts.
COLOURS = ("this", "look", "paper", "muted")
# Charts of a dark page are drawn for its ground: a sheet of paper takes them turned over.
ON_PAPER = {"light": "none", "dark": "invert(1) hue-rotate(180deg) brightness(1.08)"}


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(_sheet(ground()))


def print_at_foot(said: str) -> None:
    """Say at the foot of every printed sheet what it is from."""
    st.html(f"<style>@page {{ @bottom-left {{ content: {json.dumps(said, ensure_ascii=False)}; }} }}</style>")


@lru_cache
def _sheet(mode: str) -> str:
    light, dark = PALETTES["light"], PALETTES["dark"]
    pairs = {name: (getattr(light, name), getattr(dark, name)) for name in COLOURS}
    pairs["on-this"] = light.text_on(light.this), dark.text_on(dark.this)
    colours = " ".join(f"--od-{name}: light-dark({day}, {night});" for name, (day, night) in pairs.items())
    template = Template((files("ontrack_dash.ui") / "style.css").read_text(encoding="utf-8"))
    style = template.substitute(colours=f"{colours} --od-on-paper: {ON_PAPER[mode]};")
    return f"<style>{style}</style>"
