"""When nothing is on its way to a page any more.

Playwright's "networkidle" waits for half a second of silence each time, which a tour of hundreds of pages pays for.
Here the requests of a tab are counted instead. What a page asks for only after a pause of its own (a search while one
types) is not seen: there "networkidle" is right.
"""

from playwright.sync_api import Page, Request

# What htmx has put in may ask for more, and what has come into view is asked for after a frame. A browser that draws
# nothing at the moment gives no frames at all, so there is an end to waiting for them.
TWO_FRAMES = """
() => new Promise((done) => {
  setTimeout(done, 1000);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
})
"""
IN_THE_MIDDLE = "document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added') !== null"
LONGEST_MS = 20_000
A_MOMENT_MS = 10


class Traffic:
    """The open requests of a tab, from before its first page on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open: set[Request] = set()
        # Methods of ours: Playwright writes on its listeners, which builtins refuse.
        page.on("request", self._begun)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._over)

    def rest(self) -> None:
        """Until the page is loaded, nothing is asked for, and nothing is being put in.

        Raises:
            AssertionError: that does not come.
        """
        self.page.wait_for_load_state("load")
        waited = 0
        while self._moves():
            self.page.wait_for_timeout(A_MOMENT_MS)
            waited += A_MOMENT_MS
            assert waited < LONGEST_MS, f"{self.page.url} never rests: {[one.url for one in self.open]}"

    def _begun(self, request: Request) -> None:
        self.open.add(request)

    def _over(self, request: Request) -> None:
        self.open.discard(request)

    def _moves(self) -> bool:
        self.page.evaluate(TWO_FRAMES)
        return bool(self.open) or bool(self.page.evaluate(IN_THE_MIDDLE))
