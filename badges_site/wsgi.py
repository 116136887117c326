import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")
_site = get_wsgi_application()  # sets Django up, which the next imports need

from badges_site import urls  # noqa: E402, F401 - every page is loaded now, and not while the first visitor waits
from badges_site.charsets import refusing_wsgi  # noqa: E402

application = refusing_wsgi(_site)
