import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")
_site = get_asgi_application()  # sets Django up, which the next imports need

from badges_site import urls  # noqa: E402, F401 - as in wsgi.py
from badges_site.charsets import refusing_asgi  # noqa: E402

application = refusing_asgi(_site)
