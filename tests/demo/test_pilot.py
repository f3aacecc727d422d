"""The pilot of the demonstration: invented, marked, and with something to find."""

from pathlib import Path

import pandas as pd

from ontrack_dash import comparisons, imports, pilots
from ontrack_dash.demo.pilot import make_pilot
from ontrack_dash.demo.story import Story, write
from ontrack_dash.i18n import Words
from ontrack_dash.imports import Upload
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds
from ontrack_dash.viewers import AGENCY
from tests.demo.reading import TODAY

BG = Words("bg")


def test_the_pilot_is_invented_beside_the_world_and_changes_nothing_of_it(story: Story) -> None:
    evaluations, responses = make_pilot(2026)
    again, _ = make_pilot(2026)
    pd.testing.assert_frame_equal(evaluations, again)
    assert not evaluations["tool_ease"].equals(make_pilot(2027)[0]["tool_ease"])
    assert set(evaluations["country"]) == {"BG", "SK", "EL", "CY", "LV", "ES", "AT"}
    assert not set(evaluations["respondent"]) & set(story.people["pseudonym"])
    assert (responses["answered"] <= responses["invited"]).all()
    assert responses["answered"].sum() == len(evaluations)


def test_every_comment_of_the_pilot_says_that_it_is_an_example() -> None:
    comments = make_pilot(2026)[0]["comment"].dropna()
    assert len(comments) > 100
    assert comments.str.endswith("(примерен коментар)").all()


def test_the_pilot_has_something_to_find(tmp_path: Path) -> None:
    files = [file for file in write(tmp_path, 600, 2026, 30, today=TODAY) if file.path.name.startswith("pilot_")]
    settings = Settings(data=tmp_path / "data")
    uploads = [Upload(file.path.name, file.path.read_bytes(), file.options) for file in files]
    build = imports.commit(settings, imports.prepare(settings, uploads, TODAY), is_demo=True).build
    current = builds.current(settings.data)
    assert current is not None
    assert current.number == build
    first, second = (
        comparisons.verdicts(current.path, {"round": number}, viewer=AGENCY).set_index("tool")["verdict"]
        for number in ("1", "2")
    )
    assert {"practical", "after_changes", "not_practical"} <= set(first)
    assert first["register"] == "not_practical"
    assert second["register"] == "after_changes"
    changes = comparisons.compare_rounds(pilots.scores(current.path, ("tool", "round"), viewer=AGENCY))
    assert ("register", "ease") in set(zip(changes["tool"], changes["criterion"], strict=True))
    assert changes.loc[changes["is_apart"], "tool"].isin(["register", "graduates_2", "handbook"]).all()
