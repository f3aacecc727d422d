"""The dashboard: `streamlit run app.py`."""

from ontrack_dash.ui import shell

shell.run()
