"""Charts: published estimates in, Plotly figures out."""

from plotly.graph_objects import Figure

__all__ = ["Figure"]
