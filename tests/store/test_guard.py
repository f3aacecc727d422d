"""The guard of a build: found once, kept beside it, and true to what it promises."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.stats import suppression
from ontrack_dash.store import connection, guard, people, shifts
from ontrack_dash.viewers import PUBLIC
from tests.attack import country

EMPLOYED = INDICATORS["employed_rate"]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country.make(tmp_path_factory.mktemp("guarded"), 7)


def test_the_guard_is_found_once_and_kept_beside_the_build(build: Path) -> None:
    heard: list[tuple[int, int]] = []
    path = guard.prepare(build, lambda done, of: heard.append((done, of)))
    assert heard[-1][0] == heard[-1][1] == len(heard)
    written = path.stat().st_mtime_ns
    assert guard.is_ready(build)
    assert guard.prepare(build).stat().st_mtime_ns == written


@pytest.mark.parametrize("by", [("wave",), ("year", "kind", "wave")])
def test_the_public_asks_by_wave_for_one_indicator_and_hears_what_it_hears_of_all(
    build: Path, by: tuple[str, ...]
) -> None:
    listed = [name for name, item in INDICATORS.items() if "wave" not in item.absent]
    every = indicators.publish(build, listed, by, viewer=PUBLIC)
    alone = pd.concat([indicators.publish(build, [name], by, viewer=PUBLIC) for name in listed], ignore_index=True)
    shown = [*by, "indicator", "status", "n", "value"]
    known = [frame[frame["status"] != "no_data"][shown].reset_index(drop=True) for frame in (every, alone)]
    pd.testing.assert_frame_equal(*known)


def test_a_guard_of_other_rules_is_found_anew(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guard.prepare(build)
    monkeypatch.setattr(shifts, "VERSION", shifts.VERSION + 1)
    guard.fingerprint.cache_clear()
    assert not guard.is_ready(build)
    monkeypatch.undo()
    guard.fingerprint.cache_clear()
    assert guard.is_ready(build)


def test_what_is_no_published_table_cannot_be_asked(build: Path) -> None:
    assert guard.is_publishable({"year", "kind", "oblast", "sex"})
    assert not guard.is_publishable({"centre", "profession"})
    with pytest.raises(ValueError, match="not a published table: centre, sex"):
        guard.shifted(build, [EMPLOYED], ("centre",), {"sex": ("female",)})


def test_every_sensitive_count_differs_in_some_country_or_its_brood_is_closed(build: Path) -> None:
    with connection.read(build) as cursor:
        parts = list(people.read(cursor, "answers"))
    assert parts
    for part in parts:
        found = shifts.find(part)
        for dimensions in (("oblast",), ("centre",), ("profession",), ("oblast", "sex")):
            _check(part, dimensions, found[dimensions])


def _check(part: people.People, dimensions: tuple[str, ...], found: pd.DataFrame) -> None:
    names = ["kind", *dimensions]
    cells = part.cells(names)
    counts = cells.counts @ part.types
    marked, _ = suppression.sensitive(counts, people.figures(part.measures), shifts.RULE)
    keys = pd.DataFrame({name: part.codes[name][cells.keys[:, place]] for place, name in enumerate(names)})
    largest = found[list(part.measures)].abs().fillna(np.inf).groupby([found[name] for name in names]).max()
    differs = keys.merge(largest.reset_index(), how="left", on=names)[list(part.measures)].fillna(0).to_numpy()
    wanted = marked[:, : len(part.measures)] & (counts[:, : len(part.measures)] > 0)
    assert (differs[wanted] >= shifts.WIDTH - 1e-6).all()


def test_changes_of_centres_add_up_to_those_of_their_oblast(build: Path) -> None:
    with connection.read(build) as cursor:
        homes = dict(cursor.execute("SELECT centre, oblast FROM stg_centres").fetchall())
        part = next(people.read(cursor, "answers"))
    found = shifts.find(part)
    centres = found["centre",].assign(oblast=lambda rows: rows["centre"].map(homes))
    by = ["country", "kind", "oblast"]
    added = centres[centres["country"] < shifts.COUNTRIES].groupby(by)["is_answered"].sum()
    oblasti = found["oblast",].set_index(by)["is_answered"]
    both = pd.concat([added, oblasti], axis=1, keys=["centres", "oblast"]).fillna(0)
    assert np.allclose(both["centres"], both["oblast"])
