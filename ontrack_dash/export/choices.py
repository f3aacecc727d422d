"""How the product itself writes a choice into a file."""

import re
from collections.abc import Mapping

from ontrack_dash.fields import VOCABULARIES

CYRILLIC = re.compile("[А-я]")


def written_choices(vocabulary: str) -> Mapping[str, str]:
    """Return the spelling of every code of a closed list, as templates offer it: the first one in Cyrillic."""
    return {
        code: next((spelling for spelling in spellings if CYRILLIC.search(spelling)), spellings[0])
        for code, spellings in VOCABULARIES[vocabulary].items()
    }
