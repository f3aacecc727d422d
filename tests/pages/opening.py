"""Opens a page of the app without a browser, as one viewer in one language."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
PAGES = (
    *("overview", "centre", "profession", "years", "compare", "self_assessment"),
    *("import_data", "methods", "europe", "tools", "pilot", "present"),
)
DATA_PAGES = PAGES[:6]
# What the pages about one centre or one profession need to have something to show.
SUBJECTS = {"centre": "9999120001", "profession": "811010"}
SECONDS = 60
TEXTS = ("title", "header", "markdown", "caption", "html", "info", "warning", "error", "success")
WIDGETS = (
    "selectbox",
    "segmented_control",
    "button",
    "download_button",
    "expander",
    "file_uploader",
    "toggle",
    "multiselect",
    "text_area",
    "text_input",
)


def open_page(page: str = "overview", **address: str) -> AppTest:
    """Open a page by a link that carries these choices."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    for name, code in {**SUBJECTS, **address}.items():
        if code and name in (*address, page):
            app.query_params[name] = code
    app.run()
    return app if page == PAGES[0] else app.switch_page(f"pages/{page}.py").run()


def chart_specs(app: AppTest) -> list[Any]:
    """Return the messages that carry charts to the browser."""
    return [element.proto for element in app.get("plotly_chart")]


def chart_text(app: AppTest) -> str:
    """Return everything the charts of a page carry."""
    return "\n".join(json.dumps(json.loads(chart.spec), ensure_ascii=False) for chart in chart_specs(app))


def labels(app: AppTest, kind: str) -> list[str]:
    """Return what the widgets of a kind are called."""
    return [str(getattr(element, "label", "")) for element in app.get(kind)]


def all_text(app: AppTest) -> str:
    """Return everything a page says in words."""
    said = [str(getattr(element, "value", "")) for kind in TEXTS for element in app.get(kind)]
    named = [label for kind in WIDGETS for label in labels(app, kind)]
    offered = [str(option) for box in app.selectbox for option in box.options]
    return "\n".join([*said, *named, *offered])


def has_no_error(app: AppTest) -> bool:
    """Tell whether a page ran to its end without a message of failure."""
    return not app.exception and not app.error
