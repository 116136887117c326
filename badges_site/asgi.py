import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")
_site = get_asgi_application()  # sets Django up, which the next import needs

from badges_site.charsets import refusing_asgi  # noqa: E402

application = refusing_asgi(_site)
