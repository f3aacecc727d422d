"""Messy spreadsheets in, checked and typed rows out."""
