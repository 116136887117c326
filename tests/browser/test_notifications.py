"""Under the bell, with a mouse, with keys and without a script."""


def become(page, name):
    page.goto("/sign-in")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("/")
    # Parts that load by themselves would read while the next click writes, which SQLite in memory does not allow.
    page.wait_for_load_state("networkidle")


def test_marking_one_as_read_moves_nothing_and_the_bell_counts_anew(page):
    become(page, "Eve Moreau")
    bell = page.locator("#bell")
    before = int(bell.locator(".bell__number").inner_text())
    bell.click()
    page.wait_for_url("/notifications")
    row = page.locator(".message").first
    place = row.bounding_box()
    row.get_by_role("button", name="Mark as read").click()
    page.wait_for_selector(
        f'#bell .bell__number:has-text("{before - 1}")' if before > 1 else "#bell:not(:has(.bell__number))"
    )
    assert page.locator(".message").first.bounding_box() == place
    assert "message--unread" not in page.locator(".message").first.get_attribute("class")


def test_all_are_marked_as_read_and_unread_again(page):
    become(page, "Eve Moreau")
    page.goto("/notifications")
    unread = page.locator(".message--unread").count()
    assert unread
    page.get_by_role("button", name="Mark all as read").click()
    page.wait_for_selector(".toast")
    assert page.locator(".message--unread").count() == 0
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(".message--unread")
    assert page.locator(".message--unread").count() == unread
    page.wait_for_load_state("networkidle")


def test_a_message_is_followed_by_keys_alone(page):
    become(page, "Eve Moreau")
    page.goto("/notifications")
    page.locator(".message__words a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("/nominations/*")
    page.wait_for_load_state("networkidle")


def test_without_a_script_messages_are_filtered_marked_and_followed(plain_page):
    become(plain_page, "Eve Moreau")
    plain_page.goto("/notifications")
    plain_page.get_by_role("link", name="Unread", exact=True).click()
    unread = plain_page.locator(".message").count()
    plain_page.get_by_role("button", name="Mark as read").first.click()
    plain_page.wait_for_url("/notifications?show=unread")
    assert plain_page.locator(".message").count() == unread - 1
    plain_page.get_by_label("About").select_option("outcomes")
    plain_page.get_by_role("button", name="Show", exact=True).click()
    assert "topic=outcomes" in plain_page.url
    plain_page.wait_for_load_state("networkidle")


def test_a_language_is_chosen_in_the_footer_and_in_the_settings(page):
    become(page, "Eve Moreau")
    page.get_by_role("button", name="Deutsch").click()
    page.wait_for_selector('html[lang="de"]')
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="English").click()
    page.wait_for_selector('html[lang="en"]')
    page.goto("/settings")
    page.get_by_role("combobox", name="Language").select_option("de")
    page.get_by_role("combobox", name="Time zone").fill("Europe/Berlin")
    page.locator("#place button[type=submit]").click()
    page.wait_for_selector('html[lang="de"]')
    assert "Europe/Berlin" in page.locator("#place").inner_text()
    page.wait_for_load_state("networkidle")


def test_hiding_a_badge_is_undone_from_the_toast(page):
    become(page, "Bo Nakamura")
    page.goto("/people/bo")
    page.get_by_text("Show it differently").first.click()
    page.get_by_role("button", name="Hide").first.click()
    page.wait_for_selector(".toast")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(".toast:has-text('is shown')")
    page.wait_for_load_state("networkidle")
