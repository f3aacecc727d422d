"""How far the answers can speak for the graduates, worked out only from what the gate published to this viewer."""

from ontrack_dash.responses.representation import representation
from ontrack_dash.responses.trend import Trend, trend_test
from ontrack_dash.responses.unknown import bounds
from ontrack_dash.responses.weighting import weighting_effect

__all__ = ["Trend", "bounds", "representation", "trend_test", "weighting_effect"]
