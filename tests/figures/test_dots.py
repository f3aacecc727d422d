"""Dots: rows in order of state, hollow where imprecise, words where there is no dot."""

from ontrack_dash.figures import dots
from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.i18n import Words
from tests.figures.estimates import BG, EN, estimates, oblasti, plain, row, rows_of, trace

LIGHT = PALETTES["light"]


def dot_colours(figure: object) -> dict[str, tuple[str, str]]:
    points = trace(figure, mode="markers")
    marker = points["marker"]
    return dict(zip(points["customdata"], zip(marker["color"], marker["line"]["color"], strict=True), strict=True))


def test_rows_are_sorted_by_value_only_inside_a_state() -> None:
    assert rows_of(dots.draw(oblasti(), BG)) == [
        "Варна · 0.702 · VAR · 70,2 % от 410",
        "Пловдив · 0.674 · PDV · 67,4 % от 620",
        "Видин · 0.81 · VID · (81,0 %) от 31",
        "Кърджали · 0.429 · KRZ · (42,9 %)* от 7",
        "Смолян · защитена стойност · SML",
        "Габрово · няма данни · GAB",
    ]


def test_the_same_rows_stand_in_english() -> None:
    assert rows_of(dots.draw(oblasti(), EN)) == [
        "Varna · 0.702 · VAR · 70.2% of 410",
        "Plovdiv · 0.674 · PDV · 67.4% of 620",
        "Vidin · 0.81 · VID · (81.0%) of 31",
        "Kardzhali · 0.429 · KRZ · (42.9%)* of 7",
        "Smolyan · protected value · SML",
        "Gabrovo · no data · GAB",
    ]


def test_imprecise_dots_are_hollow() -> None:
    assert dot_colours(dots.draw(oblasti(), BG)) == {
        "VAR": (LIGHT.this, LIGHT.this),
        "PDV": (LIGHT.this, LIGHT.this),
        "VID": (LIGHT.paper, LIGHT.this),
        "KRZ": (LIGHT.paper, LIGHT.this),
    }


def test_this_is_blue_the_others_grey_and_only_the_pointed_out_orange() -> None:
    colours = dot_colours(dots.draw(oblasti(), BG, highlight="PDV", look=["VAR"]))
    assert [outline for _, outline in colours.values()] == [LIGHT.look, LIGHT.this, LIGHT.others, LIGHT.others]


def test_the_highlighted_row_is_named_in_bold() -> None:
    names = dots.draw(oblasti(), BG, highlight="PDV").layout.yaxis.ticktext
    assert [name for name in names if name.startswith("<b>")] == ["<b>Пловдив</b>"]


def test_one_benchmark_is_a_line_with_its_value() -> None:
    figure = dots.draw(oblasti(), BG)
    assert [plain(note.text) for note in figure.layout.annotations] == ["сравнителна база 61,0 %"]
    assert 0.61 in [shape.x0 for shape in figure.layout.shapes]


def test_benchmarks_that_differ_are_strokes_in_their_rows() -> None:
    frame = oblasti()
    frame.loc[frame["oblast"] == "VAR", "benchmark"] = 0.55
    figure = dots.draw(frame, BG)
    strokes = next(found for found in figure.data if found.marker.symbol == "line-ns")
    assert (strokes.x, strokes.y) == ((0.55, 0.61, 0.61, 0.61), (0, 1, 2, 3))
    assert not figure.layout.annotations


def test_intervals_run_from_low_to_high() -> None:
    line = trace(dots.draw(oblasti(), BG), mode="lines")
    assert line["x"][:6] == [0.656, 0.744, None, 0.636, 0.71, None]
    assert line["y"][:6] == [0, 0, None, 1, 1, None]


def test_an_interval_without_an_upper_end_runs_to_the_edge() -> None:
    frame = estimates(
        row(indicator="time_to_job", oblast="PDV", value=4, low=3, high=None),
        row(indicator="time_to_job", oblast="VAR", value=5, low=4, high=9),
    )
    figure = dots.draw(frame, BG)
    assert trace(figure, mode="lines")["x"] == [4, 9, None, 3, figure.layout.xaxis.range[1], None]
    assert figure.layout.yaxis2.ticktext == ("5 месеца при 200", "4 месеца при 200")


def test_a_median_nobody_reached_has_a_word_and_no_dot() -> None:
    frame = estimates(row(indicator="time_to_job", oblast="PDV", value=None, low=3, high=None))
    assert rows_of(dots.draw(frame, BG)) == ["Пловдив · няма данни · PDV"]


def test_a_count_has_no_benchmark() -> None:
    frame = estimates(
        row(indicator="completers", oblast="PDV", n=300, value=300, low=None, high=None, benchmark=90_000),
        row(indicator="completers", oblast="VAR", n=200, value=200, low=None, high=None, benchmark=90_000),
    )
    figure = dots.draw(frame, BG)
    assert not figure.layout.annotations
    assert figure.layout.xaxis.range[1] < 1_000
    assert rows_of(figure) == ["Пловдив · 300.0 · PDV · 300", "Варна · 200.0 · VAR · 200"]


def test_a_chart_of_nothing_but_protected_rows_has_no_scale() -> None:
    frame = estimates(row("protected", oblast="PDV"), row("protected", oblast="VAR"))
    figure = dots.draw(frame, BG)
    assert rows_of(figure) == ["Варна · защитена стойност · VAR", "Пловдив · защитена стойност · PDV"]
    assert figure.layout.xaxis.showticklabels is False


def test_beside_long_names_only_the_first_and_the_last_tick_are_named() -> None:
    reach = {"value": 0.5, "low": 0.2, "high": 0.8}
    short = dots.draw(estimates(row(sex="female", **reach), row(sex="male", **reach)), BG)
    named = estimates(row(funding="fee", **reach), row(funding="employer", **reach))
    long = dots.draw(named, BG)
    assert list(map(plain, short.layout.xaxis.ticktext)) == ["20 %", "40 %", "60 %", "80 %"]
    assert list(map(plain, long.layout.xaxis.ticktext)) == ["20 %", "", "", "80 %"]


def test_rows_without_a_code_are_unknown() -> None:
    frame = estimates(row(sex="female"), row(sex=None, value=0.5))
    assert [text.split(" · ")[0] for text in rows_of(dots.draw(frame, BG))] == ["жени", "неизвестно"]


def test_long_names_lose_their_middle_and_markup_in_them_is_only_text() -> None:
    name = "Център за професионално обучение към <b>Асоциация</b> на търговците"
    words = Words("bg", {"centre": {"1": name, "2": "<i>"}})
    frame = estimates(row(centre="1"), row(centre="2", value=0.5))
    figure = dots.draw(frame, words)
    assert figure.layout.yaxis.ticktext == ("Център за професионално<br>… на търговците", "&lt;i&gt;")
    assert trace(figure, mode="markers")["hovertext"][0].startswith(
        "<b>Център за професионално обучение към</b><br><b>&lt;b&gt;Асоциация"
    )


def test_hover_says_what_the_table_says() -> None:
    points = trace(dots.draw(oblasti(), BG), mode="markers")
    said = dict(zip(points["customdata"], map(plain, points["hovertext"]), strict=True))
    assert said["KRZ"] == (
        "Кърджали | Дял на заетите една година след обучението | Стойност: 42,9 % | "
        "Доверителен интервал (95 %): 16–75 % | Брой лица: 7 | Сравнителна база: 61,0 % | "
        "Състояние: малка извадка – тълкувайте внимателно | малък брой лица: за вътрешно ползване, не се | публикува"
    )


def test_a_row_grows_when_a_name_takes_two_lines() -> None:
    words = Words("bg", {"centre": {"1": "Център", "2": "Център за професионално обучение „Напредък“"}})
    short = dots.draw(estimates(row(centre="1")), words).layout.height
    assert dots.draw(estimates(row(centre="2")), words).layout.height > short
