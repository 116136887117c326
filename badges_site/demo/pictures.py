"""The pictures of the README, taken from a demo of its own: `make pictures`.

Needs Debian's Chromium and the locked dependencies for development. The company is the same each time but for its
dates; a picture is cut to what one sees first and kept in few colours, so that the repository stays small.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from badges_site.demo.chromium import CHROMIUM, QUIET
from badges_site.demo.serving import HOST, site_answers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 1000  # CSS px
COLOURS = 192  # of the palette: enamel keeps its shine, and a picture takes about 100 kB
BUILD_SECONDS = 300.0


@dataclass(frozen=True)
class Picture:
    """`follow`: the first link of this selector is opened from `path`."""

    name: str
    person: str
    path: str
    colours: Literal["light", "dark"] = "light"
    follow: str = ""


PICTURES = (
    Picture("home", "Noor van den Berg", "/"),
    Picture("profile", "Ingrid Solheim", "/people/ingrid.solheim"),
    Picture("badge", "Ingrid Solheim", "/badges/quiet-hero", "dark"),
    Picture("my-recognition", "Devin Castellano", "/me/recognition"),
    Picture("rule-editor", "Ruth Adeyemi", "/rules/bridge-builder/edit"),
    Picture("case", "Leilani Kahale", "/cases", "dark", follow="main a[href^='/cases/']"),
)


def main() -> int:
    if CHROMIUM is None:
        sys.stderr.write("There is no Chromium on this machine: apt-get install chromium.\n")
        return 2
    from playwright.sync_api import sync_playwright  # of the dependencies for development

    FOLDER.mkdir(exist_ok=True)
    with a_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for picture in PICTURES:
            target = FOLDER / f"{picture.name}.png"
            target.write_bytes(small(take(browser, address, picture)))
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")
        browser.close()
    return 0


@contextmanager
def a_demo() -> Iterator[str]:
    """The address of a demo that is built for this and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="plaudit-pictures-") as directory:
        port = _free_port()
        command = [sys.executable, "manage.py", "demo", "--port", str(port), "--end-with-parent"]
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        env["DATA_DIR"] = directory
        demo = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)  # noqa: S603  (our own)
        try:
            _wait_for(port, demo)
            yield f"http://{HOST}:{port}"
        finally:
            demo.terminate()
            demo.wait()


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """A PNG of what the person sees first on the page."""
    context = browser.new_context(
        base_url=address, color_scheme=picture.colours, reduced_motion="reduce", locale="en-GB",
        viewport={"width": WIDTH, "height": HEIGHT},
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/sign-in?q={picture.person}")
    page.locator("form[action='/become'] button").first.click()
    page.wait_for_url(f"{address}/")
    page.goto(picture.path)
    if picture.follow:
        page.locator(picture.follow).first.click()
    page.wait_for_load_state("networkidle")
    taken = page.screenshot()
    context.close()
    return taken


def small(png: bytes) -> bytes:
    """The same picture with a palette."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _wait_for(port: int, demo: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + BUILD_SECONDS
    while not site_answers(port):
        if demo.poll() is not None or time.monotonic() > ends:
            raise SystemExit("The demo did not come up: `make demo` says why.")
        time.sleep(1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    raise SystemExit(main())
