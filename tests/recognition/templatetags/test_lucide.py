"""Icons look as the package draws them, and are drawn once."""

import lucide
import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.template.base import TextNode


def _template(text):
    return engines["django"].from_string("{% load lucide %}" + text).template


@pytest.mark.parametrize(
    ("text", "name", "attributes"),
    [
        ('{% lucide "house" %}', "house", {"size": 24}),
        ('{% lucide "x" size=14 aria_hidden="true" %}', "x", {"size": 14, "aria_hidden": "true"}),
        ('{% lucide "x" size=None class=look stroke_linecap="butt" %}', "x",
         {"size": None, "class": "a&b", "stroke_linecap": "butt"}),
        ("{% lucide name size=wide %}", "users", {"size": 7}),
    ],
)  # fmt: skip
def test_it_is_what_the_package_draws(text, name, attributes):
    drawn = _template(text).render(Context({"name": "users", "wide": 7, "look": "a&b"}))
    assert drawn == lucide._render_icon(name, **attributes)


def test_an_icon_that_is_known_beforehand_is_text():
    assert isinstance(_template('{% lucide "house" size=20 %}').nodelist[1], TextNode)


def test_an_icon_of_the_context_is_not_taken_for_the_first_one_seen():
    template = _template("{% lucide name %}")
    assert template.render(Context({"name": "house"})) != template.render(Context({"name": "users"}))


def test_a_wrong_name_is_said_when_the_template_is_read():
    with pytest.raises(lucide.IconDoesNotExist):
        _template('{% lucide "no-such-thing" %}')


@pytest.mark.parametrize("text", ["{% lucide %}", '{% lucide "house" 20 %}'])
def test_a_tag_that_says_too_little_or_too_much_is_refused(text):
    with pytest.raises(TemplateSyntaxError):
        _template(text)
