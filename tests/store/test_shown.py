"""Saved views and runs are each owner's own, keep their order, and keep the builds they are frozen to."""

from dataclasses import replace
from pathlib import Path

import pytest

from ontrack_dash.runs import LARGEST, Run, RunFileError, View, from_text, texts, to_text
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, shown
from ontrack_dash.store.shown import RUN, VIEW

AGENCY, CENTRE = "agency", "9999120001"
# Fewer builds than the rules keep, so that they are soon made.
KEPT = 3
ADDRESS = (("year", "2023"), ("oblast", "SOF"))
SEEN = View("Столица <b>", "overview", ADDRESS, "за съвета", ("numbers", "trend"), notes="Първо\nвторо")
OTHER = View("Години", "years")
WHOLE = Run("Семинар „Ясно“", (SEEN, replace(OTHER, build=7)), "30 минути")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_what_was_saved_is_there_on_the_next_visit(settings: Settings) -> None:
    view = shown.save(settings, AGENCY, SEEN)
    run = shown.save(settings, AGENCY, WHOLE)
    assert shown.views(settings, AGENCY) == {view: SEEN}
    assert shown.runs(settings, AGENCY) == {run: WHOLE}


def test_nobody_reaches_what_is_another_owners(settings: Settings) -> None:
    number = shown.save(settings, AGENCY, SEEN)
    assert shown.views(settings, CENTRE) == {}
    shown.remove(settings, CENTRE, VIEW, number)
    shown.move(settings, CENTRE, VIEW, number, 1)
    with pytest.raises(KeyError):
        shown.save(settings, CENTRE, OTHER, number)
    assert shown.views(settings, AGENCY) == {number: SEEN}


def test_runs_keep_the_order_they_are_given(settings: Settings) -> None:
    first, second, third = (shown.save(settings, CENTRE, Run(name)) for name in "абв")
    shown.move(settings, CENTRE, RUN, third, -1)
    shown.move(settings, CENTRE, RUN, first, -1)
    shown.move(settings, CENTRE, RUN, second, 1)
    assert list(shown.runs(settings, CENTRE)) == [first, third, second]


def test_a_copy_is_changed_by_itself(settings: Settings) -> None:
    number = shown.save(settings, AGENCY, WHOLE)
    copied = shown.copy(settings, AGENCY, WHOLE, "Друг")
    shown.save(settings, AGENCY, Run("Празен"), copied)
    assert shown.runs(settings, AGENCY) == {number: WHOLE, copied: Run("Празен")}
    shown.remove(settings, AGENCY, RUN, copied)
    assert list(shown.runs(settings, AGENCY)) == [number]


def test_a_full_list_takes_no_more(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MOST", 1)
    number = shown.save(settings, AGENCY, SEEN)
    with pytest.raises(shown.TooManyError):
        shown.save(settings, AGENCY, OTHER)
    shown.save(settings, AGENCY, OTHER, number)
    shown.save(settings, CENTRE, SEEN)


def publish(data: Path, times: int = 1) -> int:
    return [builds.publish(data, lambda _: None).number for _ in range(times)][-1]


def test_a_frozen_build_outlives_the_imports_after_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "RULES", {"builds": {"kept": KEPT}})
    first = publish(settings.data)
    number = shown.save(settings, AGENCY, replace(SEEN, build=first))
    run = shown.save(settings, CENTRE, Run("Ред", (replace(OTHER, build=first),)))
    publish(settings.data, times=KEPT + 1)
    assert builds.find(settings.data, first)
    assert builds.find(settings.data, first + 1) is None
    shown.remove(settings, AGENCY, VIEW, number)
    publish(settings.data)
    assert builds.find(settings.data, first)
    shown.remove(settings, CENTRE, RUN, run)
    publish(settings.data)
    assert builds.find(settings.data, first) is None


def test_a_file_brings_a_run_back_whole() -> None:
    assert from_text(to_text(WHOLE)) == WHOLE


def test_who_looks_and_in_what_language_is_never_kept() -> None:
    for name in ("view", "lang", "run", "build"):
        with pytest.raises(RunFileError, match="parameter"):
            View("Име", "overview", ((name, "agency"),))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("не е JSON", "json"),
        ("[" * 100_000, "json"),
        ("[]", "kind"),
        ('{"kind": "друго"}', "kind"),
        (to_text(WHOLE).replace('"version": 1', '"version": 2'), "version"),
        (to_text(WHOLE).replace('"overview"', '"import_data"'), "page"),
        (to_text(WHOLE).replace('"oblast"', '"view"'), "parameter"),
        (to_text(WHOLE).replace('"SOF"', "5"), "part"),
        (to_text(WHOLE).replace("SOF", "щ" * 200).replace("2023", "щ" * 200), "part"),
        (to_text(WHOLE).replace('"trend"', '"няма такъв"'), "slide"),
        (to_text(WHOLE).replace('"trend"', '"numbers"'), "slide"),
        (to_text(WHOLE).replace('"build": 7', '"build": true'), "part"),
        (to_text(WHOLE).replace('"build": 7', f'"build": {10**4000}'), "part"),
        (to_text(WHOLE).replace("за съвета", "а" * 2_000), "part"),
        (to_text(WHOLE).replace("за съвета", "\\ud800"), "part"),
        (to_text(Run("Дълъг", (OTHER,) * 100)), "many"),
        (" " * LARGEST + to_text(WHOLE), "large"),
    ],
)
def test_what_is_no_run_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(RunFileError) as refused:
        from_text(text)
    assert refused.value.reason == reason


def test_what_is_searched_for_persons_includes_the_address_but_for_licences() -> None:
    view = View("Име", "compare", (("year", "2023"), ("centre", CENTRE)), "бележка", notes="дума")
    assert texts(Run("Ред", (view,), "кратко")) == ("Ред", "кратко", "Име", "бележка", "дума", "2023")


def test_a_slide_the_page_does_not_have_is_refused() -> None:
    with pytest.raises(RunFileError, match="slide"):
        from_text(to_text(WHOLE), lambda _: ("numbers",))
