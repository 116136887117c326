"""A picture of one's own without a script: uploaded, looked at, kept, and seen in the medal."""

from io import BytesIO

from PIL import Image

VIOLET = (120, 20, 200)


def middle_of(locator):
    with Image.open(BytesIO(locator.screenshot())) as shot:
        return shot.convert("RGB").getpixel((shot.width // 2, shot.height * 2 // 5))


def is_violet(colour):
    return all(abs(one - other) < 40 for one, other in zip(colour, VIOLET, strict=True))


def test_an_uploaded_picture_is_kept_and_seen(chromium, live_server, company_to_look_at):
    file = BytesIO()
    Image.new("RGB", (600, 600), VIOLET).save(file, "PNG")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name="Eve Moreau").click()
    page.goto("/badges/mentor/design")
    assert not is_violet(middle_of(page.locator(".preview__stage .art")))
    picture = {"name": "medal.png", "mimeType": "image/png", "buffer": file.getvalue()}
    page.get_by_label("A picture of your own").set_input_files(picture)
    page.get_by_role("button", name="Upload the picture").click()
    page.get_by_text("In the middle").wait_for()
    page.wait_for_load_state("networkidle")
    assert is_violet(middle_of(page.locator(".preview__stage .art")))
    page.get_by_role("button", name="Keep this picture").click()
    page.get_by_text("has its new picture").wait_for()
    page.goto("/badges/mentor")
    page.wait_for_load_state("networkidle")
    assert is_violet(middle_of(page.locator(".hero .art").first))
    context.close()
