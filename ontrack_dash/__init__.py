"""Quality indicators of vocational training in Bulgaria: files in, trustworthy shares out."""

__version__ = "0.1.0"
