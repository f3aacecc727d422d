"""`README.md` of a package: the same in both languages, one after the other."""

from collections.abc import Iterable

from ontrack_dash.catalogue import RULES
from ontrack_dash.export.about import describe_rules
from ontrack_dash.export.open_data import descriptor
from ontrack_dash.export.open_data.package import Package
from ontrack_dash.i18n import LANGUAGES, Words

FILE = "README.md"
READING = ("rows", "numbers", "waves", "changes", "weighted")
LEFT_OUT = ("deeper", "pooled", "eurostat", "persons")


def write(package: Package) -> bytes:
    """Return what is in the package, how its statuses are read, what is protected, and how it is cited."""
    return "\n---\n\n".join(_write(package, Words(lang)) for lang in LANGUAGES).encode()


def _write(package: Package, words: Words) -> str:
    mark = [f"**{words.t('app.demo_mark')}.** {words.t('app.demo_note')}"] if package.is_demo else []
    blocks = [
        f"# {words.t('open_data.title')}",
        *mark,
        words.t("open_data.description"),
        words.t(
            "open_data.standard", file=f"`{descriptor.FILE}`", standard=f"[Data Package 2.0]({descriptor.STANDARD})"
        ),
        f"## {words.t('open_data.heading.files')}",
        _list(f"`{resource.path}`: {resource.title(words)}" for resource in package.resources),
        f"## {words.t('open_data.heading.reading')}",
        _list(words.t(f"open_data.reading.{name}", digits=RULES["open_data"]["digits"]) for name in READING),
        f"## {words.t('open_data.heading.rules')}",
        _list(f"**{label}**: {text}" for label, text in describe_rules(words)),
        f"## {words.t('open_data.heading.left_out')}",
        _list(words.t(f"open_data.left_out.{name}") for name in LEFT_OUT),
        f"## {words.t('open_data.heading.citation')}",
        words.t("open_data.citation", build=package.build, date=words.date(package.data_date)),
        f"{RULES['open_data']['licence']}: {RULES['open_data']['licence_url']}. {words.t('open_data.licence_note')}",
    ]
    return "\n\n".join(blocks) + "\n"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
