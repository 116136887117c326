"""What the designer calls the parts of a picture, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS: dict[str, Promise] = {"shape": _("Shape"), "palette": _("Enamel"), "ring": _("Ring"), "ribbon": _("Ribbon")}

WORDS: dict[str, Promise] = {
    "circle": _("circle"),
    "hexagon": _("hexagon"),
    "shield": _("shield"),
    "diamond": _("diamond"),
    "star": _("star"),
    "scallop": _("scallop"),
    "squircle": _("cushion"),
    "plain": _("plain"),
    "double": _("double"),
    "rope": _("rope"),
    "laurel": _("laurel"),
    "beads": _("beads"),
    "none": _("none"),
    "tails": _("tails"),
    "banner": _("banner"),
    "ember": _("ember"),
    "ocean": _("ocean"),
    "forest": _("forest"),
    "plum": _("plum"),
    "sun": _("sun"),
    "rose": _("rose"),
    "slate": _("slate"),
    "sky": _("sky"),
    "moss": _("moss"),
    "copper": _("copper"),
}

MIDDLE_WORDS: dict[str, Promise] = {
    "symbol": _("the symbol"),
    "emblem": _("the picture on the enamel"),
    "face": _("the picture over the whole face"),
}
