"""Runs are shown to a room: public figures, whoever looks; saved views and runs stay their owner's."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash import slides
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.runs import Run, View, from_text, to_text
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, guard, shown
from ontrack_dash.ui import data
from tests import builders
from tests.pages.opening import all_text, has_no_error, open_page
from tests.pages.world import SMALL_CENTRE

WORDS = Words("bg")
CENTRE = "9999120001"
SEEN = View("Години", "years", (("indicator", "employed_rate"),), slides=("trend",))
OTHER = View("Страната", "overview", (("year", "2022"),), slides=("numbers",), notes="Кажи спокойно")


@pytest.fixture
def settings(country: Path) -> Settings:
    """Return the settings of a country nobody has saved anything in, and of which it is known what may be published."""
    kept, build = Settings(country), builds.current(country)
    assert build
    guard.prepare(build.path)
    for owner in ("agency", CENTRE):
        for kind, read in ((shown.VIEW, shown.views), (shown.RUN, shown.runs)):
            for number in read(kept, owner):
                shown.remove(kept, owner, kind, number)
    return kept


def present(run: str, slide: int = 1, **address: str) -> AppTest:
    """Open the page for a room as a link to a slide does."""
    app = open_page("present", **address)
    for name, code in {**address, "run": run, "slide": str(slide)}.items():
        app.query_params[name] = code
    return app.run()


def press(app: AppTest, name: str) -> AppTest:
    return app.button(key=f"present-{name}").click().run()


def slide(app: AppTest) -> str:
    """Return the picture and the words of the slide that is shown."""
    return "\n".join(one.value for one in app.html if "od-stage" in one.value or "od-unseen" in one.value)


def headline(app: AppTest) -> str:
    found = re.search("<h1>(.*?)</h1>", slide(app))
    assert found
    return found[1]


def count(app: AppTest) -> int:
    """Return how many slides there are, as it is said on each."""
    found = re.search(r"<p>\d+ / (\d+)</p>", slide(app))
    assert found
    return int(found[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ready_run_is_turned_through_from_end_to_end(settings: Settings, lang: str) -> None:
    app = present("seminar", lang=lang)
    heard = [headline(app)]
    for _ in range(count(app) - 1):
        app = press(app, "next")
        assert has_no_error(app)
        heard.append(headline(app))
        assert re.search('<img src="data:image/svg[^"]{1000,}" alt="[^"]+"', slide(app))
    assert len(set(heard)) >= 10
    assert headline(press(app, "first")) == heard[0]
    assert headline(press(app, "last")) == heard[-1]
    assert headline(press(app, "back")) == heard[-2]


@pytest.mark.parametrize("name", ["centre", "compare"])
def test_with_the_agencys_view_open_only_public_figures_are_shown(settings: Settings, name: str) -> None:
    address = {"shown": name, "centre": SMALL_CENTRE, "year": "2022"}
    agency, public = (present("view", view=view, **address) for view in ("agency", "public"))
    assert WORDS.t("sentence.small") not in slide(agency)
    for _ in range(count(agency) - 1):
        agency, public = press(agency, "next"), press(public, "next")
        assert slide(agency) == slide(public)


def test_the_overview_leads_to_any_slide(settings: Settings) -> None:
    app = press(present("seminar"), "grid")
    assert sum("od-thumbnail" in one.value for one in app.html) >= 10
    assert "4" in press(app, "to-4").query_params["slide"]
    assert slide(app)


def test_slides_turn_by_themselves_round_and_round_until_stopped(settings: Settings) -> None:
    number = shown.save(settings, "agency", Run("Ред", (SEEN,)))
    app = present(str(number), 2, turn="15")
    long_ago = -1e9
    app.session_state["present.since"] = (2, long_ago)
    assert "1" in app.run().query_params["slide"]
    app = press(app, "pause")
    app.session_state["present.since"] = (1, long_ago)
    assert "1" in app.run().query_params["slide"]


def test_the_window_of_notes_follows_the_slides(settings: Settings) -> None:
    number = shown.save(settings, "agency", Run("Ред", (OTHER, SEEN)))
    stage = present(str(number))
    room = stage.session_state["present.room"]
    notes = present(str(number), notes="on", room=room)
    assert WORDS.t("present.notes_title", number=1, count=3) in notes.title[0].value
    press(stage, "next")
    text = all_text(notes.run())
    assert WORDS.t("present.notes_title", number=2, count=3) in text
    assert OTHER.notes in text


def save_view(app: AppTest, name: str) -> AppTest:
    """Fill the dialog in and press its button: a dialog is open only in the run that opens it."""
    app.button(key="views.save").click().run()
    app.text_input(key="views.name").set_value(name)
    app.button(key="views.save").click()
    app.button(key="views.keep").click()
    return app.run()


def test_a_page_with_its_filters_is_saved_and_found_again(settings: Settings) -> None:
    app = save_view(open_page("years", oblast="PDV", lang="bg", view="agency"), "Пловдив")
    assert WORDS.t("views.saved", page=WORDS.t("page.present.title")) in all_text(app)
    (view,) = shown.views(settings, "agency").values()
    assert (view.name, view.page, view.build) == ("Пловдив", "years", None)
    assert dict(view.address)["oblast"] == "PDV"
    assert not {"lang", "view"} & dict(view.address).keys()
    assert "Пловдив" in all_text(open_page("present"))


def test_a_name_with_personal_data_is_not_kept(settings: Settings) -> None:
    app = save_view(open_page("years"), "Иван, 0888 123 456")
    assert [error.value for error in app.error] == [WORDS.t("views.personal")]
    assert shown.views(settings, "agency") == {}


def test_a_centre_finds_its_own_views_and_nobody_elses(settings: Settings) -> None:
    number = shown.save(settings, "agency", Run("На агенцията", (SEEN,)))
    shown.save(settings, CENTRE, Run("На центъра", (SEEN,)))
    assert "На центъра" not in all_text(open_page("present"))
    for view in (f"centre:{CENTRE}", "public"):
        app = present(str(number), view=view)
        assert not slide(app)
        assert WORDS.t("present.lost") in all_text(app)
        assert "На агенцията" not in all_text(app)
    assert WORDS.t("views.public_list") in all_text(open_page("present", view="public"))


def test_a_run_is_made_put_in_order_and_taken_apart(settings: Settings) -> None:
    saved = [shown.save(settings, "agency", view) for view in (SEEN, OTHER)]
    app = open_page("present")
    app.text_input(key="runs.name.0").set_value("Съвет <script>")
    app.multiselect(key="runs.views.0").set_value(saved)
    app.button(key="runs.make").click().run()
    ((number, run),) = shown.runs(settings, "agency").items()
    assert run.views == (SEEN, OTHER)
    app.button(key=f"run.{number}.open").click().run()
    app.button(key=f"run.{number}.1.up").click().run()
    assert shown.runs(settings, "agency")[number].views == (OTHER, SEEN)
    app.button(key=f"run.{number}.0.remove").click().run()
    assert shown.runs(settings, "agency")[number].views == (SEEN,)
    app.button(key=f"run.{number}.copy").click().run()
    assert [run.name for run in shown.runs(settings, "agency").values()] == [
        "Съвет <script>",
        "Копие на Съвет <script>",
    ]
    assert has_no_error(app)


def bring(content: bytes) -> AppTest:
    app = open_page("present")
    app.file_uploader[0].set_value([("run.json", content, "application/json")]).run()
    return app.button(key="runs.bring").click().run()


def test_a_run_comes_back_from_its_file(settings: Settings) -> None:
    run = Run("Ред *звезда*", (SEEN, OTHER))
    assert has_no_error(bring(to_text(run).encode()))
    assert list(shown.runs(settings, "agency").values()) == [run]
    assert from_text(to_text(run)) == run


def test_the_public_shows_a_run_it_brings_and_leaves_nothing_behind(settings: Settings) -> None:
    app = open_page("present", view="public")
    app.file_uploader[0].set_value([("run.json", to_text(Run("Донесена", (SEEN,))).encode(), "application/json")]).run()
    app.button(key="runs.once").click().run()
    assert headline(app) == "Донесена"
    assert has_no_error(app)
    notes = present("brought", notes="on", view="public", room=app.session_state["present.room"])
    assert WORDS.t("present.notes_title", number=1, count=2) in all_text(notes)
    assert WORDS.t("present.lost") in all_text(present("brought", view="public"))
    assert shown.runs(settings, "agency") == {}


def test_centres_with_something_to_show_are_offered_first(settings: Settings) -> None:
    build = builds.current(settings.data)
    assert build
    ripe, all_names = slides.centres_shown(build), data.centre_names(build)
    offered = open_page("present", view="public").selectbox(key="widget.centre").options
    counts = [next(ripe[code] for code in ripe if all_names[code] == name) for name in offered[: len(ripe)]]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] > 0


def test_a_view_frozen_to_other_data_of_the_same_number_follows_the_newest(settings: Settings) -> None:
    frozen = Run("Ред", (View("Години", "years", build=1),))
    bring(to_text(frozen, {1: "2020-01-01T00:00:00"}).encode())
    (run,) = shown.runs(settings, "agency").values()
    assert run.views[0].build is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe", "json"),
        (to_text(Run("Ред", (SEEN,))).replace('"trend"', '"funnel"').encode(), "slide"),
        (to_text(Run("Ред", (SEEN,))).replace('"indicator"', '"view"').encode(), "parameter"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_why(settings: Settings, content: bytes, reason: str) -> None:
    app = bring(content)
    (said,) = (error.value for error in app.error)
    assert said[:12] == WORDS.t(f"views.bad.{reason}", name="")[:12]
    assert shown.runs(settings, "agency") == {}


def test_a_frozen_build_is_looked_at_and_left(empty: Path) -> None:
    builders.build(empty, courses=builders.rows("courses"))
    shown.save(Settings(empty), "agency", View("Методика", "methods", build=1))
    builds.publish(empty, lambda _: None)
    app = open_page("methods", build="001")
    assert "версия 1" in app.markdown[0].value
    assert WORDS.t("views.frozen", build=1, date="")[:25] in all_text(app)
    app.button(key="frozen.newest").click().run()
    assert "версия 2" in app.markdown[0].value
    assert not app.info
    gone = open_page("methods", build="77")
    assert "версия 2" in gone.markdown[0].value
    assert WORDS.t("views.build_gone", build=77) in all_text(gone)
    assert "версия 2" in open_page("import_data", build="1").markdown[0].value


def test_what_was_undone_is_reached_by_no_address(empty: Path) -> None:
    builders.build(empty, courses=builders.rows("courses"))
    builders.build(empty, courses=builders.rows("courses", {"enrolled_men": 5}))
    shown.save(Settings(empty), "agency", View("Грешен", "methods", build=2))
    builds.undo(empty)
    assert "версия 1" in open_page("methods", build="2").markdown[0].value
    app = present("view", shown="methods", build="2")
    assert WORDS.t("slides.missing.title", build=2) in all_text(press(app, "next"))
