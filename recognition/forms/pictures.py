"""An uploaded picture. What it must be like is decided by the action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.actions import pictures
from recognition.art.uploads import MOST_BYTES
from recognition.forms.actions import ActionForm
from recognition.models import Badge, Person


class PictureForm(ActionForm):
    picture = forms.FileField(
        label=_("A picture of your own"),
        help_text=_("A square PNG of 512 to 2048 pixels, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "empty": _("This file is empty: choose another one."),
        },
    )

    def save(self, *, by: Person, badge: Badge) -> str | None:
        """The digest of what was kept, or None with the reasons on the field."""
        # One byte more than is allowed is enough to see that it is too much.
        content = self.cleaned_data["picture"].read(MOST_BYTES + 1)
        return self.decided(lambda: pictures.upload(by=by, badge=badge, content=content))
