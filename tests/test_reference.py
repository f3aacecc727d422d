"""Reference tables: they hold together, and every code they name exists."""

import re

import pandas as pd
import pytest

from ontrack_dash.fields import VOCABULARIES, fold, reference
from ontrack_dash.i18n import LANGUAGES, Words

LEVELS = set(VOCABULARIES["level"])
COLUMNS = {
    "professions": ["profession_code", "name_bg", "name_en", "field_code", "levels", "list_version"],
    "specialties": ["specialty_code", "profession_code", "name_bg", "name_en", "level"],
    "fields": ["field_code", "name_bg", "name_en", "area_code", "area_name_bg"],
    "oblasti": ["oblast_code", "name_bg", "name_en", "nuts3", "nuts2", "tile_row", "tile_column"],
    "oblast_aliases": ["oblast_code", "alias", "ambiguous"],
    "settlements": ["type", "name_bg", "oblast_code"],
    "eurostat": ["dataset", "geo", "year", "value", "flags"],
    "targets": ["id", "value", "year", "source_url"],
    "napoo_published": ["year", "measure", "level", "profession_code", "value", "note", "source_url"],
}
OBLASTI = set(reference("oblasti")["oblast_code"])


@pytest.mark.parametrize(("name", "columns"), COLUMNS.items())
def test_tables_have_their_columns_and_rows_only_once(name: str, columns: list[str]) -> None:
    table = reference(name)
    assert list(table.columns) == columns
    assert not table.empty
    assert not table.duplicated().any()


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_is_untidy(name: str) -> None:
    table = reference(name)
    tidy = table.apply(lambda column: column.str.replace(r"\s+", " ", regex=True).str.strip())
    pd.testing.assert_frame_equal(table, tidy)


@pytest.mark.parametrize(
    ("name", "key", "shape"),
    [
        ("professions", "profession_code", r"\d{6}"),
        ("specialties", "specialty_code", r"\d{7}"),
        ("fields", "field_code", r"\d{3}"),
        ("oblasti", "oblast_code", "[A-Z]{3}"),
        ("targets", "id", "[a-z_]+"),
    ],
)
def test_codes_are_unique_and_well_formed(name: str, key: str, shape: str) -> None:
    codes = reference(name)[key]
    assert codes.is_unique
    assert codes.str.fullmatch(shape).all()


@pytest.mark.parametrize(
    ("name", "key", "target"),
    [
        ("professions", "field_code", "fields"),
        ("specialties", "profession_code", "professions"),
        ("oblast_aliases", "oblast_code", "oblasti"),
        ("settlements", "oblast_code", "oblasti"),
    ],
)
def test_every_code_a_table_points_to_exists(name: str, key: str, target: str) -> None:
    assert set(reference(name)[key]) - set(reference(target)[key]) == set()


def test_a_profession_belongs_to_the_field_its_code_begins_with() -> None:
    professions = reference("professions")
    assert (professions["profession_code"].str[:3] == professions["field_code"]).all()


def test_levels_are_one_to_four_in_order() -> None:
    for levels in reference("professions")["levels"].str.split(" "):
        assert set(levels) <= LEVELS
        assert levels == sorted(set(levels))
    assert set(reference("specialties")["level"]) == LEVELS


def test_a_specialty_has_a_level_of_its_profession() -> None:
    joined = reference("specialties").merge(reference("professions"), on="profession_code")
    odd = [code for code, level, levels in zip(joined["specialty_code"], joined["level"], joined["levels"], strict=True)
           if level not in levels]  # fmt: skip
    assert odd == []


def test_everything_has_a_bulgarian_name_without_latin_letters() -> None:
    for name in ("professions", "specialties", "fields", "oblasti", "settlements"):
        names = reference(name)["name_bg"]
        assert (names != "").all(), name
        assert not names.str.contains("[A-Za-z]").any(), name


def test_english_names_have_no_cyrillic_letters() -> None:
    for name in ("professions", "specialties", "fields", "oblasti"):
        assert not reference(name)["name_en"].str.contains("[\u0400-\u04ff]").any(), name
    for name in ("professions", "fields", "oblasti"):
        assert (reference(name)["name_en"] != "").all(), name


def test_each_of_28_oblasti_has_a_tile_of_its_own() -> None:
    oblasti = reference("oblasti")
    assert len(oblasti) == 28
    assert not oblasti.duplicated(["tile_row", "tile_column"]).any()
    assert set(oblasti["tile_row"]) == set("01234")
    assert set(oblasti["tile_column"]) == set("012345678")
    assert oblasti["nuts3"].is_unique
    assert [nuts3[:4] for nuts3 in oblasti["nuts3"]] == list(oblasti["nuts2"])


def test_a_spelling_means_one_oblast_unless_marked() -> None:
    aliases = reference("oblast_aliases").assign(folded=lambda table: table["alias"].map(fold))
    assert aliases["folded"].is_unique
    assert set(aliases["ambiguous"]) == {"", "yes"}
    assert list(aliases.loc[aliases["ambiguous"] == "yes", "folded"]) == [fold("София")]
    assert set(aliases["oblast_code"]) == OBLASTI


def test_every_oblast_is_found_by_its_own_name_and_code() -> None:
    aliases = reference("oblast_aliases")
    spellings = dict(zip(aliases["alias"].map(fold), aliases["oblast_code"], strict=True))
    oblasti = reference("oblasti")
    for code, name in zip(oblasti["oblast_code"], oblasti["name_bg"], strict=True):
        assert spellings[fold(name)] == spellings[fold(code)] == code


def test_settlements_that_share_a_name_stay_apart() -> None:
    settlements = reference("settlements")
    assert set(settlements["type"]) == {"гр.", "с.", "ман."}
    assert set(settlements.loc[settlements["name_bg"] == "Абланица", "oblast_code"]) == {"BLG", "LOV", "PAZ"}
    assert set(settlements.loc[settlements["name_bg"] == "София", "oblast_code"]) == {"SOF"}


@pytest.mark.parametrize("name", ["eurostat", "targets"])
def test_shares_lie_between_0_and_1(name: str) -> None:
    shares = pd.to_numeric(reference(name)["value"].replace("", None))
    assert shares.dropna().between(0, 1).all()
    assert shares.max() > 0.5


def test_eurostat_values_are_the_published_ones_with_their_flags() -> None:
    table = reference("eurostat")
    assert not table.duplicated(["dataset", "geo", "year"]).any()
    values = {tuple(row[:3]): tuple(row[3:]) for row in table.itertuples(index=False)}
    assert values["edat_lfse_24", "BG", "2024"] == ("0.662", "bu")
    assert values["tps00215", "BG", "2025"] == ("", "")
    assert set("".join(table["flags"])) == set("bud")


def test_the_target_for_recent_graduates_is_82_per_cent_by_2025() -> None:
    target = reference("targets").set_index("id").loc["recent_graduates_employment"]
    assert (target["value"], target["year"]) == ("0.82", "2025")


@pytest.mark.parametrize("language", LANGUAGES)
def test_flags_targets_and_published_figures_have_words(language: str) -> None:
    words, published = Words(language), reference("napoo_published")
    keys = [f"reference.eurostat.flag.{flag}" for flag in "bud"]
    keys += [f"reference.targets.label.{name}" for name in reference("targets")["id"]]
    keys += [f"reference.napoo_published.measure.{name}" for name in published["measure"]]
    keys += [f"reference.napoo_published.note.{name}" for name in published["note"] if name]
    assert [key for key in keys if not words.has(key)] == []


def test_published_figures_are_whole_numbers_with_a_source() -> None:
    published = reference("napoo_published")
    assert published["value"].str.fullmatch(r"\d+").all()
    assert all(re.match(r"https?://", url) for url in [*published["source_url"], *reference("targets")["source_url"]])
    assert set(published["profession_code"]) - {""} <= set(reference("professions")["profession_code"])
    assert set(published["level"]) - {""} <= LEVELS


def test_levels_published_for_2018_add_up() -> None:
    published = reference("napoo_published")
    attained = published[published["measure"] == "level_attained"].astype({"value": int})
    assert attained.loc[attained["level"] != "", "value"].sum() == attained.loc[attained["level"] == "", "value"].sum()
