"""The words of a badge. What may be written is decided by the actions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from recognition.actions import badges
from recognition.forms.actions import ActionForm
from recognition.models import Badge, Person

_LONGEST = {field.name: field.max_length for field in Badge._meta.fields}


class BadgeForm(ActionForm):
    """New words, or those of `badge`. `save` lets the action decide and takes its refusal back."""

    name = forms.CharField(
        label=_("Name"),
        max_length=_LONGEST["name"],
        help_text=_("Two or three words that one is glad to be called."),
        error_messages={"required": _("Give it a name.")},
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=_LONGEST["purpose"],
        help_text=_("One sentence: what somebody does who holds it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what it is for.")},
    )
    category = forms.ChoiceField(label=_("Category"), choices=Badge.Category.choices)
    nominable = forms.BooleanField(label=_("Colleagues can nominate each other for it"), required=False, initial=True)

    def __init__(self, data: Mapping[str, Any] | None = None, *, badge: Badge | None = None) -> None:
        self.badge = badge
        initial = {name: getattr(badge, name) for name in self.base_fields} if badge else None
        super().__init__(data, initial=initial)

    def save(self, *, by: Person) -> Badge | None:
        """Create or edit, or None with the action's reasons on the form's fields."""
        words, badge = self.cleaned_data, self.badge
        if badge is not None:
            return self.decided(lambda: badges.edit(by=by, badge=badge, **words))
        return self.decided(lambda: self._create(by))

    def _create(self, by: Person) -> Badge:
        try:
            return badges.create(by=by, slug=self._slug(), **self.cleaned_data)
        except ValidationError as refused:
            errors = refused.error_dict if hasattr(refused, "error_dict") else {}
            if "slug" in errors and "name" not in errors:
                # Two names can lead to one address; what was written is the name.
                same = _("A badge of nearly this name already exists. Choose another name.")
                raise ValidationError({"name": same}) from refused
            errors.pop("slug", None)
            raise

    def _slug(self) -> str:
        """The address comes from the name. Of a name without latin letters nothing is left: then it is counted."""
        return slugify(self.cleaned_data["name"])[: _LONGEST["slug"]] or f"badge-{Badge.objects.count() + 1}"
