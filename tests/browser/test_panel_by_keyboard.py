"""A panel's decision with the keyboard alone: the focus begins at the entry, and lands where one goes on."""

from recognition.models import Award


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.value || document.activeElement.tagName")


def tab_to(page, wanted):
    for _ in range(25):
        if focused(page) == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_an_entry_is_asked_about_decided_and_taken_back(chromium, live_server, company_to_look_at):
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name="Eve Moreau").click()
    page.wait_for_url("/")
    page.goto("/panel/mentor/chen")
    assert focused(page) == "entry-name"
    tab_to(page, "reason")
    page.keyboard.type("Yes.")
    tab_to(page, "approve")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert focused(page) == "reason"
    assert page.get_by_label("Your words").input_value() == "Yes."
    page.keyboard.type(" I read all that was said, and it is so.")
    tab_to(page, "approve")
    page.keyboard.press("Enter")
    page.wait_for_url("/panel")
    assert Award.objects.get(badge__slug="mentor", person__key="chen").status == "active"
    page.get_by_role("button", name="Undo").press("Enter")
    page.wait_for_url("/panel/mentor/chen")
    assert focused(page) == "entry-name"
    assert Award.objects.get(badge__slug="mentor", person__key="chen").status == "pending"
    context.close()
