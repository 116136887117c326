"""The system's Chromium, for the pictures of the README and the tests that look at pages."""

from __future__ import annotations

import shutil

# Where it stands; None where there is none.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# It asks no other host, and runs as root in a container.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
