"""How somebody uses a page: with a pointer or by keyboard alone. Both count what leads away from the first page."""

from playwright.sync_api import Locator, Page

MOST_CLICKS = 3
MOST_TABS = 200
# The words of a button or a summary may lie in an element of their own.
HAS_FOCUS = "(one) => one.closest('a, button, summary, input, textarea, select') === document.activeElement"
# On what has the focus, on what stands around it for it (a label), or on what it spans over others.
FOCUS_SHOWS = """
() => {
  const at = document.activeElement;
  const around = [at, at.closest("label"), at.closest(".search")].filter(Boolean);
  const looks = [...around.map((one) => getComputedStyle(one)), getComputedStyle(at, "::after")];
  const drawn = (look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  return looks.some((look) => drawn(look) || look.boxShadow !== "none");
}
"""


class Pointer:
    """`go` leads on and is counted; `press` and `write` are what one does on the page where one wanted to be."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def come_in(self, name: str) -> None:
        self.page.goto(f"/sign-in?q={name}")
        self.press(self.page.get_by_role("button", name=name))
        self.page.wait_for_url("/")
        self.settle()
        self.clicks = 0

    def go(self, to: Locator) -> None:
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS, f"more than {MOST_CLICKS} clicks from the first page, for {to}"
        self.press(to)

    def press(self, what: Locator) -> None:
        what.click()
        self.settle()

    def choose(self, label: Locator) -> None:
        """A radio button by its label."""
        label.click()

    def write(self, field: Locator, words: str) -> None:
        field.fill(words)
        self.settle()

    def settle(self) -> None:
        """What arrives later has arrived."""
        self.page.wait_for_load_state("networkidle")


class Keyboard(Pointer):
    """Tab, Enter, arrows and letters; what has the focus is seen on every step."""

    def press(self, what: Locator) -> None:
        self._tab_to(what)
        self.page.keyboard.press("Enter")
        self.settle()

    def choose(self, label: Locator) -> None:
        """A group of radio buttons is one stop; the arrows go through it."""
        radio = label.locator("input")
        name = radio.get_attribute("name")
        self._tab_until(f"document.activeElement.name === {name!r}", f"the group {name}")
        for _ in range(MOST_TABS):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
            self._see_focus()
        raise AssertionError(f"no arrow reaches {label}")

    def write(self, field: Locator, words: str) -> None:
        self._tab_to(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)
        self.settle()

    def _tab_to(self, what: Locator) -> None:
        what.wait_for()
        for _ in range(MOST_TABS):
            if what.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
            self._see_focus()
        raise AssertionError(f"no Tab reaches {what}")

    def _tab_until(self, there: str, what: str) -> None:
        for _ in range(MOST_TABS):
            if self.page.evaluate(there):
                return
            self.page.keyboard.press("Tab")
            self._see_focus()
        raise AssertionError(f"no Tab reaches {what}")

    def _see_focus(self) -> None:
        # Tab may lead out of the page, to the browser's own bar, and back in.
        on_the_page = "document.hasFocus() && document.activeElement !== document.body"
        if self.page.evaluate(on_the_page) and not self.page.evaluate(FOCUS_SHOWS):
            raise AssertionError(f"no focus is seen on {self.page.evaluate('document.activeElement.outerHTML')[:200]}")
