"""An award on paper: one sheet of A4, however long its words are."""

import re

from recognition.models import Award, Badge, Person


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)), re.search(rb"/MediaBox\s*\[([^\]]*)\]", pdf)[1].split()


def test_it_prints_on_one_sheet_with_few_words_and_with_many(chromium, live_server, company_to_look_at):
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name="Eve Moreau").click()
    page.wait_for_url("/")
    for _ in range(2):
        page.goto("/people/bo/badges/bridge-builder")
        page.wait_for_load_state("networkidle")
        number, box = pages_of(page.pdf(prefer_css_page_size=True))
        assert (number, [round(float(side)) for side in box]) == (1, [0, 0, 842, 595])
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1032, "height": 703})  # A4 across without its margins
        foot = page.locator(".certificate__foot").bounding_box()
        frame = page.locator(".certificate").bounding_box()
        assert foot["y"] + foot["height"] <= frame["y"] + frame["height"]
        page.emulate_media(media="null")
        Person.objects.filter(key="bo").update(display_name="Maximiliana Konstantinopoulou-von Hohenzollern-Hechingen")
        Badge.objects.filter(slug="bridge-builder").update(purpose="Brings people together who had not met. " * 6)
        Award.objects.filter(person__key="bo").update(
            why=["Spoken for by Elif, Jonas, Agnieszka and 110 others, from nine teams in five departments here. "] * 4
        )
    context.close()
