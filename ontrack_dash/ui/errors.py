"""When a page fails: say so kindly, with a number that finds the trace in the log."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import streamlit as st

from ontrack_dash.addresses import PRESENTED
from ontrack_dash.ui import choices, language

NUMBER_LENGTH = 8

_log = logging.getLogger(__name__)


@contextmanager
def shown_kindly() -> Iterator[None]:
    """Turn whatever a page raises into a message with an incident number."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last net: whatever it is, the reader gets words and the log the trace
        number = uuid4().hex[:NUMBER_LENGTH]
        # Where it happened, never what was said: the text of an error may quote a cell.
        trace = "".join(traceback.format_tb(error.__traceback__))
        _log.error("incident %s: %s\n%s", number, type(error).__name__, trace)
        _show(number)


def _show(number: str) -> None:
    words = language.current()
    st.error(f"**{words.t('error.title')}.** {words.t('error.text')}", icon=":material/error:")
    st.write(words.t("error.remedy", number=number))
    # What is shown to a room has no way out of it but its own: try again from the list.
    st.button(words.t("error.retry"), on_click=choices.forget, args=(PRESENTED,))
