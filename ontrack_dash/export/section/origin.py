"""Where the numbers of a section come from, as every file says it."""

from ontrack_dash.export.about import About
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Section


def describe(section: Section, words: Words) -> About:
    """Return what the files of a section say of themselves."""
    return About(
        filters=(
            (words.t("report.year"), str(section.year)),
            (words.t("dimension.centre"), f"{section.name} ({section.licence})"),
        ),
        viewer=words.t(f"viewer.{section.viewer.role}"),
        data_date=section.data_date,
        build=str(section.build.number),
        is_demo=section.build.is_demo,
        source=words.t("app.name"),
    )
