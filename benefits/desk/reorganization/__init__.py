"""Decisions about units: drafted, previewed, carried out, kept."""
