"""A file is known by its header, wherever its columns stand and whatever else is in it."""

from typing import Any

import pytest

from ontrack_dash.fields import LAYOUTS, PERSONAL_HEADERS
from ontrack_dash.intake.headers import is_personal, letter
from tests.files import workbook
from tests.intake.making import (
    EXAMPLES,
    SAID,
    Grid,
    check,
    check_file,
    check_kind,
    columns,
    delimited,
    grid,
    places,
    rules,
    xls,
)

PRINTED_BY_THE_SYSTEM = [
    [None, "Професия", "Специалност", None, None, "Записани курсисти за придобиване на степен на ПК - брой", None,
     "Курсисти,придобили степен на ПК - брой", None, None, None, None, None, None, None],
    ["   ", "Код по СППОО", "Код по СППОО", "Степен на ПК",
     "Административно териториална област на провеждане на курса", "мъже", "жени", "мъже", "жени",
     "Хорариум на курса (брой учебни часове)", "Цена на курса (за един участник) - лева",
     "Курсисти, получили свидетелство за правоспособност - брой", "Основен източник на финансиране на курса",
     "Брой обучаеми в неравностойно положение", "Брой обучаеми от уязвими групи"],
    [1, "811010", "8110101", "III СПК", "София-град", 12, 8, 10, 7, 960, 1200.5, 17, "други", 0, 2],
]  # fmt: skip
YEAR_AND_CENTRE: dict[str, Any] = {"year": 2024, "centre": "9999120001"}


def detail(draft: Any, rule: str) -> Any:
    return draft.findings.loc[draft.findings["rule"] == rule, "detail"].tolist()


FORMATS = {
    "xlsx": ("x.xlsx", workbook),
    "xls": ("x.xls", xls),
    "semicolons": ("x.csv", delimited),
    "commas with a mark": ("x.csv", lambda cells: delimited(cells, ",", "utf-8-sig")),
    "Windows tabs": ("x.txt", lambda cells: delimited(cells, "\t", "cp1251")),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_is_recognised_in_every_format(kind: str, form: str) -> None:
    name, write = FORMATS[form]
    draft = check_file(name, write(grid(kind)), **SAID.get(kind, {}))
    assert (draft.kind, draft.rows_read, draft.rows_rejected, rules(draft)) == (kind, 1, 0, [])
    assert draft.rows is not None
    assert len(draft.rows) == 1


@pytest.mark.parametrize("kind", ["centres", "graduates", "answers", "employers"])
def test_a_register_with_six_spaces_between_fields_is_recognised(kind: str) -> None:
    assert check_file("Register_CPO_20240131010203.csv", delimited(grid(kind), " " * 6)).kind == kind


def test_every_layout_has_an_example() -> None:
    assert set(EXAMPLES) == set(LAYOUTS)


def test_no_column_a_layout_reads_counts_as_personal() -> None:
    assert [
        column.header for layout in LAYOUTS.values() for column in layout.columns if is_personal(column.header)
    ] == []
    assert all(map(is_personal, PERSONAL_HEADERS))


@pytest.mark.parametrize("write", [workbook, delimited, xls], ids=["xlsx", "csv", "xls"])
def test_the_annual_table_is_read_as_the_system_prints_it(write: Any) -> None:
    draft = check_file(
        "AnnualTrainingCourseModal_1.dat.csv", write(PRINTED_BY_THE_SYSTEM), kind="annual_a", **YEAR_AND_CENTRE
    )
    assert (draft.kind, rules(draft)) == ("annual_a", [])
    assert draft.rows is not None
    assert draft.rows.loc[3, ["certified_men", "certified_women", "price", "oblast"]].tolist() == [10, 7, 1200.5, "SOF"]


@pytest.mark.parametrize("kind", ["annual_a", "annual_e"])
def test_two_kinds_that_share_a_header_are_asked_about(kind: str) -> None:
    draft = check(grid(kind), **YEAR_AND_CENTRE)
    assert (draft.kind, draft.candidates, draft.asks, draft.rows) == (None, ("annual_a", "annual_e"), ("kind",), None)
    assert (rules(draft), detail(draft, "kind_ambiguous")) == (["kind_ambiguous"], ["annual_a, annual_e"])
    assert list(draft.cells["enrolled_men"]) == ["12"]


def test_what_two_kinds_ask_is_asked_together() -> None:
    assert check(grid("annual_a")).asks == ("kind", "year", "centre")


def test_columns_may_stand_in_any_order() -> None:
    mixed = [list(reversed(row)) for row in grid("graduates")]
    draft = check(mixed)
    assert (draft.kind, rules(draft)) == ("graduates", [])
    assert places(check([mixed[0], [None, *mixed[1][1:-1], "12"]]), "licence_invalid") == [
        (2, letter(len(mixed[0]) - 1))
    ]


def test_headers_are_compared_without_case_spaces_stars_and_look_alikes() -> None:
    header, row = grid("centres")
    messy = [" ЛИЦEНЗИЯ ", "цпо *\nзадължително", "Населено   място:"]
    assert check([messy, row]).kind == "centres"
    assert header != messy


def test_a_column_that_may_be_missing_is_not_missed() -> None:
    full = grid("graduates")
    optional = [at for at, column in enumerate(columns("graduates")) if column.optional]
    draft = check([[cell for at, cell in enumerate(row) if at not in optional] for row in full])
    assert (draft.kind, rules(draft)) == ("graduates", [])
    assert draft.rows is not None
    assert draft.rows["is_invited_1"].isna().all()


def test_blank_columns_say_nothing() -> None:
    assert rules(check([[None, *row[:2], None, *row[2:]] for row in grid("centres")])) == []


@pytest.mark.parametrize("above", [1, 14])
def test_a_header_further_down_is_known_but_refused(above: int) -> None:
    draft = check([["Справка"]] * above + grid("centres"))
    assert (draft.kind, places(draft, "header_shifted")[0][0]) == ("centres", above + 1)
    assert rules(draft) == ["header_shifted"]


def test_below_the_fifteenth_row_no_header_is_looked_for() -> None:
    draft = check([["Справка"]] * 15 + grid("centres"))
    assert (draft.kind, rules(draft)) == (None, ["layout_unknown"])


def test_an_unknown_file_names_the_nearest_kind_and_what_differs() -> None:
    header, row = grid("employers")
    draft = check([[*header[:-1], "Оценка", "Телефон"], [*row, "1"]])
    assert (draft.kind, draft.rows, len(draft.cells)) == (None, None, 0)
    assert draft.findings.loc[draft.findings["rule"] == "layout_unknown", "value"].tolist() == ["employers"]
    assert detail(draft, "layout_unknown") == ["− Удовлетвореност от уменията (1-5); + Оценка"]


def test_a_file_without_any_known_header_is_unknown() -> None:
    assert detail(check([["нещо", "друго"], [1, 2]]), "layout_unknown") == ["–"]


@pytest.mark.parametrize(
    "header",
    [
        "Лицензия | ЦПО | Име на курсист | Професия | Специалност | Курс | Период на провеждане | Населено място",
        "Лицензия | ЦПО | Име на лицето | Професия | Специалност | Населено място",
        " | Лицензия | ЦПО | Професия | Вид на обучение | Наименование на курс | Населено място | Форма на обучение",
    ],
)
def test_a_register_that_happens_to_have_the_columns_of_another_is_not_mistaken_for_it(header: str) -> None:
    names = header.split(" | ")
    assert rules(check([names, ["x"] * len(names)])).count("layout_unknown") == 1


def test_a_register_of_centres_with_its_contact_columns_is_recognised() -> None:
    header, row = grid("centres")
    draft = check(
        [[*header, "Адрес за кореспонденция", "Лице за контакт", "Телефон", "E-mail"], [*row, "а", "б", "в", "г"]]
    )
    assert (draft.kind, rules(draft)) == ("centres", ["column_personal"] * 4)
    assert draft.findings["column"].tolist()[-1] == "G · E-mail"


def test_the_chosen_kind_decides_and_another_header_is_refused() -> None:
    assert check_kind("annual_e").kind == "annual_e"
    draft = check(grid("centres"), kind="employers")
    assert (draft.kind, draft.candidates, rules(draft)) == (None, ("centres",), ["layout_other"])
    assert "№ на отговора" in detail(draft, "layout_other")[0]
    unknown = check([["нещо", "№ на отговора"], [1, 2]], kind="employers")
    assert (rules(unknown), unknown.findings.loc[0, "value"]) == (["layout_unknown"], "employers")


def test_unknown_columns_are_named_and_left_out() -> None:
    header, row = grid("graduates")
    draft = check([[*header, "Бележка"], [*row, "нещо"]])
    assert (rules(draft), draft.findings.loc[0, "column"]) == (["column_unknown"], f"{letter(len(header))} · Бележка")
    assert "нещо" not in draft.cells.to_string()


def test_a_template_with_a_hidden_row_of_field_ids_is_read() -> None:
    header, row = grid("graduates")
    ids: Grid = [header, [column.field for column in columns("graduates")], row]
    draft = check(ids)
    assert (draft.rows_read, rules(draft)) == (1, [])
    assert list(draft.cells.index) == [3]


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_excel(position: int, name: str) -> None:
    assert letter(position) == name
