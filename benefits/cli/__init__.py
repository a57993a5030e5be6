"""The command line: `benefits …`. Exit 0 done, 1 refused with a readable list, 2 wrong usage."""

from benefits.cli.main import main

__all__ = ["main"]
