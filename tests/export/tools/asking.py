"""What the tests of the materials share: every questionnaire in every language, plain and with what a centre knows."""

import pytest

from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument, prepare

BOTH = pytest.mark.parametrize("words", [Words(lang) for lang in LANGUAGES], ids=LANGUAGES)
EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
KNOWN = {
    "licence": ["9999120001"],
    "kind": ["full"],
    "profession": ["811010", "542030"],
    "completion_date": ["2025-06-30"],
    "country": ["BG"],
}


def known(instrument: Instrument) -> Instrument:
    return prepare(instrument, KNOWN)
