"""A web process that says it is there has loaded its pages."""

import subprocess
import sys

# Probes are answered before any address is looked up, so nothing else would show that pages are missing.
LOADED = "import badges_site.wsgi, sys; print('recognition.views.home' in sys.modules)"


def test_pages_are_loaded_before_the_first_request():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == ["True"]
