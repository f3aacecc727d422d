"""The face of the screen for slides: the app's own variable sans, unpacked for typst."""

import atexit
import shutil
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import typst
from fontTools.ttLib import TTFont

# As the app's packages bring it; what stands in for it, and for characters it lacks, comes with typst.
PACKED = "static/static/media/SourceSansVF-Upright*.woff2"
FAMILIES = ("SourceSans3VF", "Libertinus Serif", "DejaVu Sans Mono")
_unpacking = Lock()


def fonts() -> typst.Fonts:
    """Return the faces slides are set in, found once in this process."""
    with _unpacking:
        return _fonts()


@lru_cache
def _fonts() -> typst.Fonts:
    # A folder of this process alone: nobody else can put another face there, and none of an older version lies there.
    folder = Path(tempfile.mkdtemp(prefix="ontrack-face-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if packed := _find_packed():
        face = TTFont(packed)
        face.flavor = None
        face.save(folder / "sans.ttf")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _find_packed() -> Path | None:
    spec = find_spec("streamlit")
    folders = spec.submodule_search_locations if spec else None
    return next((found for folder in folders or () for found in sorted(Path(folder).glob(PACKED))), None)
