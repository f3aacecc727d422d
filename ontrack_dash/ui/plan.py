"""The planner: whom to ask when, what it will say, what it costs, and all of it to take away."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from ontrack_dash import plans
from ontrack_dash.export import plan as files
from ontrack_dash.export.plan import grids
from ontrack_dash.export.plan.grids import Grid
from ontrack_dash.figures import precision
from ontrack_dash.i18n import EN_DASH, Words
from ontrack_dash.plans import Known, Plan
from ontrack_dash.ui import charts, filters, markup, plan_numbers, scene
from ontrack_dash.ui.section_files import MIMES

CALENDAR = "text/calendar"
FIRST_WAVE = 1
# Tables that a phone has no room for.
WIDE = ("people", "pooled")


def show(words: Words) -> None:
    """Draw the plan of one cohort: its numbers, then dates, people, precision, cost and files."""
    plan, cohorts = _make(words)
    _say(plan, words)
    _offer_files(plan, words)
    if cohorts:
        with st.expander(words.t("plan.known")):
            _show_known(cohorts, words)
    with st.container(key="plan"):
        _show_tables(plan, words)


def _show_tables(plan: Plan, words: Words) -> None:
    st.header(words.t("plan.dates"), anchor=False)
    _show(grids.dates(plan, words), words)
    _show(grids.people(plan, words), words)
    st.header(words.t("plan.precision"), anchor=False)
    for wave in plan.expected:
        st.html(markup.said(grids.say_needed(plan, wave, words)))
    _show_precision(plan, words)
    for wave in plan.expected:
        left, right = st.columns(2, gap="large")
        with left:
            _show(grids.expected(plan, wave, words), words)
        with right:
            _show(grids.pooled(plan, wave, words), words)
    st.header(words.t("plan.cost"), anchor=False)
    _show(grids.effort(plan, words), words)


def _show_precision(plan: Plan, words: Words) -> None:
    left, right = st.columns([3, 1], gap="large")
    with left:
        figure, alt = precision.draw(plan, words, mode=scene.ground()), precision.describe(plan, words)
        st.plotly_chart(figure, theme=None, key="chart.plan.precision", config=charts.CONFIG, alt=alt)
    with right:
        charts.explain(words, "precision")


def _make(words: Words) -> tuple[Plan, Sequence[Known]]:
    """Draw what the plan is made with, and return it with what is known of earlier cohorts."""
    st.header(words.t("kit.part_name.plan"), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        licence = plan_numbers.choose_centre(words)
        cohort = plan_numbers.choose_cohort(words)
        cohorts = plan_numbers.known(licence, words)
        st.caption(words.t("plan.centre_note" if cohorts else "plan.typed_note"))
        with st.container(horizontal=True):
            plan_numbers.offer_reset(words)
            filters.offer_link(words)
    with right:
        numbers = plan_numbers.choose_numbers(licence, cohorts, words)
    with st.expander(words.t("plan.basis")):
        st.caption(words.t("plan.assumed"))
        effort = plan_numbers.choose_effort(words)
    return plans.make(cohort, numbers, effort, licence), cohorts


def _say(plan: Plan, words: Words) -> None:
    """Say in two sentences what the plan comes to."""
    whose = [markup.plain(words.label("centre", plan.licence))] if plan.licence else []
    st.subheader(" · ".join([words.t("plan.title", cohort=plan.cohort), *whose]), anchor=False)
    expected = next(row for row in plan.expected[FIRST_WAVE] if row.rate == plan.numbers.response[FIRST_WAVE])
    summary = words.t(
        "plan.summary" if expected.half_width is not None else "plan.summary_none",
        invited=words.number(plan.numbers.invited),
        completers=words.number(plan.numbers.completers),
        rate=words.percent(expected.rate, 0),
        answers=words.number(expected.answers),
        width=grids.say_width(expected.half_width or 0.0, words),
        hours=words.number(sum(plan.hours.values()), 0),
        cost=grids.write(grids.EURO, plan.cost, words),
    )
    ahead = next((event for event in plan.events if event.day >= date.today()), None)
    following = words.t("plan.past")
    if ahead:
        whom, what = grids.say_group(ahead, words), grids.say_event(ahead, words)
        following = words.t("plan.next", day=words.date(ahead.day), what=what, whom=whom)
    st.html(markup.said(f"{summary} {following}"))


def _offer_files(plan: Plan, words: Words) -> None:
    with st.container(horizontal=True):
        for form in files.FORMS:
            st.download_button(
                words.t(f"plan.form.{form}"),
                partial(_write, plan, words, form),
                files.name_file(plan, words, form),
                MIMES.get(form, CALENDAR),
                key=f"plan.{form}",
                on_click="ignore",
                icon=":material/download:" if form in MIMES else ":material/event:",
            )


def _write(plan: Plan, words: Words, form: str) -> bytes:
    return files.FORMS[form](plan, words, datetime.now(UTC))


def _show(grid: Grid, words: Words) -> None:
    st.html(markup.heading(grid.title))
    written = grid.written(words)
    st.html(markup.table(grid.header, written, grid.title, grid.right, has_blocks=grid.name in WIDE))
    if grid.note:
        st.caption(grid.note)


def _show_known(cohorts: Sequence[Known], words: Words) -> None:
    """Draw the published numbers of earlier cohorts; what is protected or unknown is a dash."""
    waves = plans.start(()).response
    header = [
        words.t("plan.cohort"), words.t("plan.number.completers"), words.t("plan.number.reachable"),
        *(words.t("plan.number.response", wave=wave) for wave in waves),
    ]  # fmt: skip
    rows = [
        [
            str(one.year),
            EN_DASH if one.completers is None else words.number(one.completers),
            *(
                EN_DASH if share is None else words.percent(share, 0)
                for share in (one.reachable, *(one.response.get(wave) for wave in waves))
            ),
        ]
        for one in cohorts
    ]
    st.html(markup.table(header, rows, words.t("plan.known"), [False, *[True] * (len(header) - 1)]))
