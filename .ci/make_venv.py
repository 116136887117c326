# ruff: noqa
"""Make the virtual environment, or say clearly what the machine lacks.

Written for any Python 3, so that an old one can still read why it is too old; hence the old style.
"""

import shutil
import subprocess
import sys

OLDEST = (3, 11)


def main(directory):
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            "Plaudit needs Python 3.11 or newer; %s is Python %s.\n"
            "Name another one: make demo PYTHON=python3.12" % (sys.executable, found)
        )
    try:
        import ensurepip  # Debian and Ubuntu keep it in a package of its own
        import venv
    except ImportError:
        sys.exit(
            "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv\n"
            "Or name another one: make demo PYTHON=/path/to/python3"
        )
    print("Making the virtual environment in %s ..." % directory)
    result = subprocess.call([sys.executable, "-m", "venv", directory])
    if result:
        # Half an environment would be taken for a whole one the next time.
        shutil.rmtree(directory, ignore_errors=True)
        sys.exit("python -m venv %s failed (exit code %d)." % (directory, result))


if __name__ == "__main__":
    main(sys.argv[1])
