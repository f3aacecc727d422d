"""`datapackage.json`: what a program reads of a package."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.export.open_data.model import CODE, Column, Resource, both, say
from ontrack_dash.export.open_data.package import NAME, Package
from ontrack_dash.i18n import LANGUAGES

FILE = "datapackage.json"
STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"
KEYWORDS = ("vocational education and training", "graduate tracking", "EQAVET", "Bulgaria")


def title(package: Package) -> str:
    """Return what the package is called in both languages; invented data say so first."""
    mark = "{} · " if package.is_demo else "{}"
    return both(
        lambda words: mark.format(words.t("app.demo_mark") if package.is_demo else "") + words.t("open_data.title")
    )


def describe(package: Package, contents: Mapping[str, bytes]) -> bytes:
    """Return the descriptor; `contents` are the files of its resources by path."""
    rules = RULES["open_data"]
    invented = [{"title": say("app.demo_note")}] if package.is_demo else []
    sources = dict.fromkeys(indicator.source for indicator in INDICATORS.values())
    descriptor = {
        "$schema": STANDARD,
        "name": NAME,
        "title": title(package),
        "description": "\n\n".join([*(each["title"] for each in invented), say("open_data.description")]),
        "version": str(package.build),
        "created": datetime.combine(package.data_date, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "isDemo": package.is_demo,
        "languages": list(LANGUAGES),
        "keywords": list(KEYWORDS),
        "licenses": [
            {"name": rules["licence"], "path": rules["licence_url"], "title": say("open_data.licence_note")},
        ],
        "contributors": [{"title": say("app.name"), "roles": ["creator"]}],
        "sources": [*invented, *({"title": say(f"source.{source}")} for source in sources)],
        "resources": [_resource(resource, contents[resource.path]) for resource in package.resources],
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(resource: Resource, content: bytes) -> dict[str, Any]:
    return {
        "name": resource.name,
        "type": "table",
        "path": resource.path,
        "title": both(resource.title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in resource.columns],
            "missingValues": [""],
            "primaryKey": list(resource.key),
            "foreignKeys": [
                {"fields": [column.name], "reference": {"resource": column.codes, "fields": [CODE]}}
                for column in resource.columns
                if column.codes
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "title": column.title}
    if column.description:
        field["description"] = column.description
    if column.constraints:
        field["constraints"] = dict(column.constraints)
    return field
