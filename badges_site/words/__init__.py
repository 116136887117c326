"""The words of pages in other languages: found in the code, merged into `locale/`, compiled (ADR 25)."""
