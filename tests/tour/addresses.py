"""Every address of ours, read from the URL conf: a new page is on the tour without anybody thinking of it."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.tour.samples import BY_NAME, BY_PARAMETER


@dataclass(frozen=True)
class Address:
    name: str  # "scoring:case"
    parameters: tuple[str, ...]

    def url(self, samples=None):
        """With what the tour's company has behind it."""
        known = {**BY_PARAMETER, **BY_NAME.get(self.name, {}), **(samples or {}).get(self.name, {})}
        return reverse(self.name, kwargs={parameter: known[parameter] for parameter in self.parameters})


def every_address():
    """In the order of the URL conf, without Django's own admin and the API's catch-all, which only says 404."""
    return list(_walk(get_resolver().url_patterns, [], ()))


def _walk(patterns, names, parameters):
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        here = (*parameters, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield Address(":".join([*names, pattern.name]), here)
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from _walk(pattern.url_patterns, [*names, *filter(None, [pattern.namespace])], here)
