"""Every page at the size of a large company: milliseconds, statements, weight, and beside a bare page of Django."""

from scoring.bench.pages.report import main

__all__ = ["main"]
