"""The plan of tracking one cohort of a centre: whom to ask when, what it will say, what it takes."""

from ontrack_dash.plans.dates import Event
from ontrack_dash.plans.expecting import Expected, Needed, Numbers, Pooled
from ontrack_dash.plans.known import Known, known, start
from ontrack_dash.plans.making import EFFORT, MONEY, Plan, make

__all__ = [
    "EFFORT",
    "MONEY",
    "Event",
    "Expected",
    "Known",
    "Needed",
    "Numbers",
    "Plan",
    "Pooled",
    "known",
    "make",
    "start",
]
