"""From files to a published build: prepare, preview, commit, undo. One way in for app, command line and demo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from ontrack_dash.fields import LAYOUTS
from ontrack_dash.intake import draft as drafts
from ontrack_dash.intake import mapping
from ontrack_dash.intake.draft import Draft, Known, Options
from ontrack_dash.intake.findings import Findings
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, load, register, state
from ontrack_dash.store.load import Effect

MAPPINGS = "mapping"
SETTLEMENTS = "settlement"


@dataclass(frozen=True)
class Upload:
    """One file as it arrived, and what the person said of it."""

    name: str
    content: bytes
    options: Options


@dataclass(frozen=True)
class Outcome:
    """What an import did: the build readers see now and what there is to say about it."""

    build: int | None
    is_unchanged: bool
    findings: pd.DataFrame


def prepare(settings: Settings, uploads: Iterable[Upload], today: date | None = None) -> list[Draft]:
    """Read and check files without writing anything; a register of centres is known to the files after it."""
    known = Known(
        licences=_licences(settings),
        today=today or date.today(),
        oblast_choices=state.saved(settings, SETTLEMENTS),
        mappings=state.saved(settings, MAPPINGS),
    )
    prepared: list[Draft] = []
    for upload in uploads:
        for draft in drafts.prepare(upload.name, upload.content, upload.options, known):
            prepared.append(draft)
            if draft.kind == "centres" and draft.rows is not None:
                known = replace(known, licences=known.licences | set(draft.rows["licence"]))
    return prepared


def is_blocked(prepared: Sequence[Draft]) -> bool:
    """Tell whether any file has a finding that stops the import of all."""
    return any(draft.rows is None or (draft.findings["severity"] == "error").any() for draft in prepared)


def preview(settings: Settings, prepared: Sequence[Draft]) -> list[Effect]:
    """Say what each file would add and replace."""
    build = builds.current(settings.data)
    if build and build.is_demo:
        return [
            Effect(added=len(draft.rows), replaced=0, is_unchanged=False)
            for draft in prepared
            if draft.rows is not None
        ]
    return [load.effect(settings.data, _batch(draft)) for draft in prepared if draft.rows is not None]


def commit(settings: Settings, prepared: Sequence[Draft], *, is_demo: bool = False) -> Outcome:
    """Publish all files as one build, or nothing.

    Real files never join demonstration data: the first of them starts an empty build.

    Raises:
        ValueError: a file is blocked by its findings.
        AssertionFailedError: together the files break an invariant; nothing was published.
    """
    if is_blocked(prepared):
        raise ValueError("a blocked file cannot be committed")
    _keep_mappings(settings, prepared)
    findings = Findings()
    current = builds.current(settings.data)
    replaces_demo = bool(current and current.is_demo and not is_demo)
    effects = preview(settings, prepared)
    fresh = [draft for draft, effect in zip(prepared, effects, strict=True) if not effect.is_unchanged]
    if not fresh:
        findings.add("already_imported")
        return Outcome(current.number if current else None, is_unchanged=True, findings=findings.to_frame())
    if replaces_demo:
        findings.add("demo_replaced")
    replaced = sum(effect.replaced for effect in effects)
    if replaced:
        findings.add("replaces_earlier", detail=str(replaced))
    build = load.commit(
        settings.data,
        [_batch(draft) for draft in fresh],
        is_demo=is_demo,
        from_empty=replaces_demo or (is_demo and current is not None),
    )
    _warn_over_answered(build.path, fresh, findings)
    _remember(settings, fresh, build.number, replaced)
    return Outcome(build.number, is_unchanged=False, findings=findings.to_frame())


def undo(settings: Settings) -> int | None:
    """Return to the build before the current one and say its number, None for the empty beginning.

    Raises:
        NothingToUndoError: there is nothing to return to.
    """
    build = builds.undo(settings.data)
    number = build.number if build else None
    state.record(settings, "undo", number, {})
    return number


def _keep_mappings(settings: Settings, prepared: Sequence[Draft]) -> None:
    """Keep what was said of questions together with a file, for the next file with the same questions."""
    for draft in prepared:
        if draft.kind and LAYOUTS[draft.kind].questions and draft.match and draft.options.mapping:
            known = Known(mappings=state.saved(settings, MAPPINGS))
            meaning = mapping.resolve(draft.match, draft.options, known)
            state.save(settings, MAPPINGS, mapping.digest(draft.match), mapping.to_save(draft.match, meaning))


def _batch(draft: Draft) -> load.Batch:
    if draft.kind is None or draft.rows is None:
        raise ValueError("a draft without rows has nothing to load")
    layout = LAYOUTS[draft.kind]
    return load.Batch(
        kind=draft.kind,
        table=layout.table,
        rows=draft.rows,
        replaces=layout.replaces,
        file_name=draft.name,
        year=draft.options.year,
        centre=draft.options.centre,
        wave=draft.options.wave,
    )


def _licences(settings: Settings) -> frozenset[str]:
    build = builds.current(settings.data)
    if build is None or build.is_demo:
        return frozenset()
    centres = register.centres(build.path)
    return frozenset(centres.loc[centres["centre_name"].notna(), "centre"])


def _warn_over_answered(path: Path, fresh: Sequence[Draft], findings: Findings) -> None:
    touched = {
        licence
        for draft in fresh
        if draft.rows is not None and "licence" in draft.rows
        for licence in draft.rows["licence"].dropna().unique()
    }
    for row in register.over_answered(path).itertuples():
        if row.centre in touched:
            findings.add(
                "more_answers_than_invited",
                detail=f"{row.centre} · {row.year} · {row.wave} · {row.answered} > {row.invited}",
            )


def _remember(settings: Settings, fresh: Sequence[Draft], build: int, replaced: int) -> None:
    state.record(
        settings,
        "import",
        build,
        {
            "files": len(fresh),
            "names": [draft.name for draft in fresh[:5]],
            "kinds": sorted({draft.kind for draft in fresh if draft.kind}),
            "rows": sum(len(draft.rows) for draft in fresh if draft.rows is not None),
            "replaced": replaced,
        },
    )
