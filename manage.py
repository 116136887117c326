#!/usr/bin/env python
"""The door to every command: `python manage.py help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")
    try:
        from badges_site.command_line import run
    except ImportError:
        sys.exit("Django is not installed here: run `make demo` once, then use .venv/bin/python manage.py")
    run(sys.argv)


if __name__ == "__main__":
    main()
