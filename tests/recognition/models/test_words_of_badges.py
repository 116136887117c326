from django.utils import translation

from recognition.models import Badge


def test_a_badge_of_the_starter_catalogue_is_shown_in_the_readers_language():
    badge = Badge(name="Mentor", purpose="Helps others grow, with time and patience.")
    assert (badge.shown_name, badge.shown_purpose) == (badge.name, badge.purpose)
    with translation.override("de"):
        assert badge.shown_purpose == "Hilft anderen zu wachsen, mit Zeit und Geduld."


def test_a_badge_of_the_companys_own_keeps_its_words_even_where_a_page_says_the_same():
    badge = Badge(name="Home", purpose="Helps others grow!")
    with translation.override("de"):
        assert translation.gettext("Home") != "Home"
        assert (badge.shown_name, badge.shown_purpose) == ("Home", "Helps others grow!")
