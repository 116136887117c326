"""The one form for thanks and nominations. What may be said is decided by the actions."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recognition.actions import nominations, thanks
from recognition.actions.sentences import require_few_words, require_sentence
from recognition.forms.actions import ActionForm
from recognition.models import Badge, Nomination, Outcome, Person, Thanks
from recognition.models.nominations import REASON_MAX_CHARACTERS
from recognition.models.thanks import TEXT_MAX_CHARACTERS

TOO_LONG = _("That is too long: write at most %(most)d characters.")
# What a thank-you is for, as one says it oneself; some badges read only some of them.
THANKS_KINDS = [
    (Thanks.Kind.THANKED, _("Simply thanks")),
    (Thanks.Kind.HELPED, _("They helped me")),
    (Thanks.Kind.MENTORED, _("They taught me something")),
    (Thanks.Kind.REPORTED, _("They reported a problem")),
    (Thanks.Kind.SUGGESTED, _("They suggested an idea")),
]


class RecogniseForm(ActionForm):
    """`kind` says which of the two is meant; `save` lets the action decide and takes its refusal back."""

    fields_of_action = {"nominee": "to", "receiver": "to", "text": "reason", "outcome": "outcomes"}

    kind = forms.ChoiceField(choices=[("nomination", _("Nominate for a badge")), ("thanks", _("Say thanks"))])
    to = forms.ModelChoiceField(
        Person.objects.all(),
        to_field_name="key",
        error_messages={"required": _("Choose who it is about."), "invalid_choice": _("There is nobody with this id.")},
    )
    badge = forms.ModelChoiceField(
        Badge.objects.filter(state=Badge.State.LIVE, nominable=True),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": _("This badge is not given by nomination.")},
    )
    # The length is checked by the action, whose limit depends on the kind; here only a bound for the memory.
    reason = forms.CharField(
        max_length=4 * REASON_MAX_CHARACTERS,
        error_messages={"required": _("Say what they did."), "max_length": TOO_LONG % {"most": REASON_MAX_CHARACTERS}},
        strip=True,
    )
    thanks_kind = forms.ChoiceField(
        choices=THANKS_KINDS, required=False, error_messages={"invalid_choice": _("Choose one of the kinds of thanks.")}
    )
    outcomes = forms.ModelMultipleChoiceField(
        Outcome.objects.all(),
        required=False,
        error_messages={"invalid_choice": _("One of the outcomes no longer exists.")},
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "nomination" and not cleaned.get("badge") and "badge" not in self.errors:
            self.add_error("badge", ValidationError(_("Choose the badge they earned."), code="required"))
        thanked = cleaned.get("kind") == "thanks"
        most = TEXT_MAX_CHARACTERS if thanked else REASON_MAX_CHARACTERS
        if len(str(cleaned.get("reason", ""))) > most:
            sentence = _("Thanks are short: at most %(most)d characters.") if thanked else TOO_LONG
            self.add_error("reason", ValidationError(sentence, code="max_length", params={"most": most}))
        elif self.errors and cleaned.get("reason"):
            # Something else is missing, so the action will not be asked: what it would say of the words comes along.
            self._check_words(str(cleaned["reason"]), require_few_words if thanked else require_sentence)
        return cleaned

    def _check_words(self, reason: str, check: Callable[..., None]) -> None:
        try:
            check(reason, field="reason")
        except ValidationError as refused:
            self.add_error(None, refused)

    def save(self, *, by: Person) -> Nomination | Thanks | None:
        """Write it, or None with the action's reasons on the form's fields."""
        said = self.cleaned_data
        outcomes = list(said["outcomes"])
        if said["kind"] == "thanks":
            about = outcomes[0] if outcomes else None
            kind = said["thanks_kind"] or Thanks.Kind.THANKED
            return self.decided(
                lambda: thanks.give(by=by, receiver=said["to"], text=said["reason"], kind=kind, outcome=about)
            )
        return self.decided(
            lambda: nominations.submit(
                by=by, nominee=said["to"], badge=said["badge"], reason=said["reason"], outcomes=outcomes
            )
        )
