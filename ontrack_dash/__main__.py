"""`python -m ontrack_dash`."""

from ontrack_dash.cli import main

if __name__ == "__main__":
    main(prog_name="python -m ontrack_dash")
