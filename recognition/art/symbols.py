"""The symbol in the middle: line drawings of lucide, as plain elements to place in a larger drawing."""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

# The package keeps its 1,745 drawings in one archive and offers only whole <svg> tags. We need what is
# inside, drawn at our own stroke and place, so we read the same archive.
_ARCHIVE = "lucide.zip"
_KEPT_TAGS = frozenset({"path", "circle", "rect", "line", "polyline", "polygon", "ellipse"})
# Drawn by ourselves where lucide has nothing, with its grid and its round lines.
_OWN = {
    "lighthouse": '<path d="M9.5 9 8 21h8L14.5 9"/><path d="M7.5 9h9"/><path d="M10 9V6h4v3"/><path d="m9 6 3-3 3 3"/>'
    '<path d="M5.5 21h13"/><path d="M8.8 15h6.4"/><path d="m3 4.5 3 1"/><path d="m3 9.5 3-1"/>'
    '<path d="m21 4.5-3 1"/><path d="m21 9.5-3-1"/>',
}
_NAMESPACE = "{http://www.w3.org/2000/svg}"


@lru_cache(maxsize=1)
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath(_ARCHIVE).read_bytes()))


def symbol_names() -> frozenset[str]:
    """Every symbol that can be asked for."""
    return _names() | _OWN.keys()


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(name.removesuffix(".svg") for name in _archive().namelist())


def has_symbol(name: str) -> bool:
    return name in _OWN or name in _names()


@lru_cache(maxsize=256)
def symbol_elements(name: str) -> str:
    """The shapes of a symbol in a 24 x 24 box, without colour or stroke width.

    Raises:
        KeyError: there is no such symbol.
    """
    if not has_symbol(name):
        raise KeyError(name)
    if name in _OWN:
        return _OWN[name]
    drawing = ElementTree.fromstring(_archive().read(f"{name}.svg"))  # noqa: S314  # our own dependency's file
    return "".join(_tag(node) for node in drawing.iter() if node.tag.removeprefix(_NAMESPACE) in _KEPT_TAGS)


def _tag(node: ElementTree.Element) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(node.attrib.items()))
    return f"<{node.tag.removeprefix(_NAMESPACE)}{attributes}/>"
