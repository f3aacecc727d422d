"""All published figures as one Data Package (version 2 of the standard): tables, lists of codes, and what they mean."""

from ontrack_dash.export.open_data.files import FolderTakenError, ensure_free, file_name, pack, write_folder, write_zip
from ontrack_dash.export.open_data.package import NAME, Package, Progress, make

__all__ = [
    "NAME",
    "FolderTakenError",
    "Package",
    "Progress",
    "ensure_free",
    "file_name",
    "make",
    "pack",
    "write_folder",
    "write_zip",
]
