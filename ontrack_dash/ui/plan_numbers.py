"""The numbers a plan is made with: from the data of a centre, or typed; they stand in the address."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from ontrack_dash import planning, plans
from ontrack_dash.i18n import Words
from ontrack_dash.plans import EFFORT, MONEY, Known, Numbers
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import choices, data, guarding, viewer
from ontrack_dash.ui.choices import ALL
from ontrack_dash.viewers import Viewer

COHORT, NUMBERS, WORK, CENTRE = "cohort", "numbers", "effort", "centre"
# Which years of completion are offered, counted from this one.
BEFORE, AFTER = 3, 1
LARGEST = 100_000
HUNDRED = 100
ENTRIES = 500
# What minutes, hours and prices are kept apart by: a price has a decimal point.
SEPARATOR = "_"
WHOLE = re.compile(r"[0-9]{1,6}")
MOST_EFFORT = 10_000.0


def choose_centre(words: Words) -> str:
    """Return the licence of the centre the plan is for, "" for one that is not in the data; draw the choice."""
    build, who = data.current_build(), viewer.current()
    names = data.centre_names(build)
    chosen = choices.chosen(CENTRE)
    licence = who.licence or (chosen if chosen in names else "")
    if not who.licence and names:
        st.selectbox(
            words.t("dimension.centre"),
            format_func=lambda code: words.t("plan.no_centre") if code == ALL else names.get(code, code),
            **choices.bind(CENTRE, [ALL, *names], licence or ALL),
        )
    return licence if licence in names else ""


def choose_cohort(words: Words) -> int:
    """Draw the choice of the year of completion and return it; at first those who complete this year."""
    this = date.today().year
    years = [str(year) for year in range(this + AFTER, this - BEFORE - 1, -1)]
    chosen = choices.chosen(COHORT)
    year = chosen if chosen in years else str(this)
    st.selectbox(words.t("plan.year"), **choices.bind(COHORT, years, year))
    return int(year)


def known(licence: str, words: Words) -> tuple[Known, ...]:
    """Return what this viewer may know of the cohorts of a centre."""
    build, who = data.current_build(), viewer.current()
    if build is None or not licence:
        return ()
    guarding.ensure(build, who, words)
    return _known(key=f"{data.key_of(build)}|{who}|{licence}", _build=build, _who=who, _licence=licence)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _known(key: str, _build: Build, _who: Viewer, _licence: str) -> tuple[Known, ...]:  # noqa: ARG001
    return plans.known(_build.path, _licence, viewer=_who)


def choose_numbers(licence: str, cohorts: Sequence[Known], words: Words) -> Numbers:
    """Draw the numbers of the cohort and return them; a number that was changed stays with its centre."""
    numbers = _read(licence) or plans.start(cohorts)
    waves = tuple(planning.LEADS)
    values = {
        "completers": numbers.completers,
        "reachable": round(numbers.reachable * HUNDRED),
        **{f"response_{wave}": round(numbers.response[wave] * HUNDRED) for wave in waves},
    }
    for name, value in values.items():
        st.session_state[_key(name)] = value
    st.number_input(
        words.t("plan.number.completers"), 1, LARGEST, step=1, key=_key("completers"), on_change=_keep, args=(licence,)
    )
    _slide("reachable", words.t("plan.number.reachable"), licence, words)
    for wave in waves:
        _slide(f"response_{wave}", words.t("plan.number.response", wave=wave), licence, words)
    return Numbers(
        values["completers"],
        values["reachable"] / HUNDRED,
        {wave: values[f"response_{wave}"] / HUNDRED for wave in waves},
    )


def _slide(name: str, label: str, licence: str, words: Words) -> None:
    st.slider(label, 0, HUNDRED, format=PERCENT[words.lang], key=_key(name), on_change=_keep, args=(licence,))


def choose_effort(words: Words) -> Mapping[str, float]:
    """Draw minutes, shares and prices and return them, shares 0-1."""
    effort = _read_effort()
    for name, value in effort.items():
        # Prices have cents; minutes and per cent are whole.
        st.session_state[_key(name)] = float(value) if name in MONEY else round(value * _unit(name))
    left, right = st.columns(2, gap="large")
    for place, name in enumerate(effort):
        label = words.t(f"plan.effort.{name}") + (SIGN if _unit(name) > 1 else "")
        most = MOST_EFFORT / _unit(name)
        with (left, right)[place % 2]:
            if name in MONEY:
                st.number_input(label, 0.0, most, step=0.1, key=_key(name), on_change=_keep_effort)
            else:
                st.number_input(label, 0, int(most), step=1, key=_key(name), on_change=_keep_effort)
    return effort


def offer_reset(words: Words) -> None:
    """Draw the way back to the first numbers, where some were changed."""
    if choices.chosen(NUMBERS) or choices.chosen(WORK):
        st.button(
            words.t("plan.reset"), type="tertiary", icon=":material/undo:",
            on_click=choices.forget, args=((NUMBERS, WORK),),
        )  # fmt: skip


# Streamlit formats as C does; a per cent sign of its own is written twice.
PERCENT: Mapping[str, str] = {"bg": "%d\N{NO-BREAK SPACE}%%", "en": "%d%%"}
SIGN = ", %"


def _read(licence: str) -> Numbers | None:
    """Return the numbers the reader, or a link, gave for this centre; nothing where they cannot be numbers of it."""
    whose, *said = choices.listed(NUMBERS) or ("",)
    waves = tuple(planning.LEADS)
    if whose != (licence or ALL) or len(said) != 2 + len(waves) or not all(map(WHOLE.fullmatch, said)):
        return None
    completers, reachable, *rates = map(int, said)
    if not 1 <= completers <= LARGEST or max(reachable, *rates) > HUNDRED:
        return None
    return Numbers(
        completers, reachable / HUNDRED, {wave: rate / HUNDRED for wave, rate in zip(waves, rates, strict=True)}
    )


def _keep(licence: str) -> None:
    names = ("completers", "reachable", *(f"response_{wave}" for wave in planning.LEADS))
    said = [licence or ALL, *(str(st.session_state[_key(name)]) for name in names)]
    choices.choose(NUMBERS, choices.SEPARATOR.join(said))


def _read_effort() -> dict[str, float]:
    """Return what the reader, or a link, gave for hours and prices, and the usual where it cannot be that."""
    try:
        numbers = [float(part) for part in choices.chosen(WORK).split(SEPARATOR)]
    except ValueError:
        return dict(EFFORT)
    if len(numbers) != len(EFFORT) or not all(map(_is_possible, EFFORT, numbers)):
        return dict(EFFORT)
    return {name: number / _unit(name) for name, number in zip(EFFORT, numbers, strict=True)}


def _is_possible(name: str, number: float) -> bool:
    return 0 <= number <= MOST_EFFORT / _unit(name) and (name in MONEY or number == int(number))


def _keep_effort() -> None:
    choices.choose(WORK, SEPARATOR.join(f"{st.session_state[_key(name)]:g}" for name in EFFORT))


def _unit(name: str) -> int:
    return HUNDRED if name.endswith("_share") else 1


def _key(name: str) -> str:
    return f"widget.plan.{name}"
