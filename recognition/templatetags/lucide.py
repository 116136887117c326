"""`{% lucide "name" size=20 %}` as the package draws it, each drawing once: a page shows forty of them.

Stands in for the package's own tag, which copies and writes an XML tree each time it is drawn; so the package is no
app of ours (INSTALLED_APPS).
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token, Variable, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from lucide import _render_icon  # what the package's own tag calls

register = template.Library()


class Icon(Node):
    """One whose name or size is known only when the page is drawn."""

    def __init__(self, name: FilterExpression, more: dict[str, FilterExpression]) -> None:
        self.name, self.more = name, more

    def render(self, context: Context) -> SafeString:
        more = {key: expression.resolve(context) for key, expression in self.more.items()}
        return _drawing(str(self.name.resolve(context)), **more)


@register.tag
def lucide(parser: Parser, token: Token) -> Node:
    """An icon whose parts all stand in the template is text from the start."""
    _tag, *bits = token.split_contents()
    if not bits:
        raise template.TemplateSyntaxError('Name the icon: {% lucide "house" %}.')
    name = parser.compile_filter(bits[0])
    rest = bits[1:]
    more = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"An icon takes a name, then only name=value: {' '.join(rest)}.")
    node = Icon(name, more)
    known = all(_stands_there(expression) for expression in (name, *more.values()))
    return TextNode(node.render(Context())) if known else node


def _stands_there(expression: FilterExpression) -> bool:
    """A text in quotes or a number, and not the name of something."""
    looked_up = isinstance(expression.var, Variable) and expression.var.literal is None
    return not looked_up and not expression.filters


@lru_cache(maxsize=1024)
def _drawing(name: str, *, size: int | None = 24, **attributes: object) -> SafeString:
    # Plain strings: the XML writer does not take Django's safe ones.
    plain = {key: str(value) + "" for key, value in attributes.items()}
    return mark_safe(_render_icon(name, size, **plain))  # noqa: S308 - of the package's own files
