"""The face: Streamlit lives here, in `pages/` and in `app.py`, and nowhere else."""
