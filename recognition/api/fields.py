"""Fields that take what the schema says and nothing else: no number for a text, no date without its zone."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from recognition.models import Outcome
from recognition.plain_text import check_plain_text


class Text(serializers.CharField):
    """A JSON string without control characters and hidden direction marks."""

    default_error_messages = {"max_length": _("This is too long: at most {max_length} characters.")}

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.validators.append(check_plain_text)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNo(serializers.BooleanField):
    """JSON's true or false, and none of the many other words for them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class WholeNumber(serializers.IntegerField):
    """A number of JSON, and not a text that looks like one."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class ByKey(serializers.SlugRelatedField[Any]):
    """Something of ours by its key; every answer names people, teams and badges so, never by a number."""

    default_error_messages = {"does_not_exist": _("There is none with this {slug_name}.")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields that it does not know: what is misspelt must not be silently lost."""

    @classmethod
    def said(cls, request: Request) -> dict[str, Any]:
        """What the body of the request says, checked. Raises a ValidationError that names every field that is wrong."""
        wanted = cls(data=request.data)
        wanted.is_valid(raise_exception=True)
        return dict(wanted.validated_data)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                takes = ", ".join(name for name, field in self.fields.items() if not field.read_only)
                raise serializers.ValidationError(
                    {
                        str(name): serializers.ErrorDetail(f"There is no such field. Known: {takes}.", code="unknown")
                        for name in unknown
                    }
                )
        return super().to_internal_value(data)


class OutcomeReference(StrictSerializer):
    """An outcome by its source and the key it has there."""

    source = Text(max_length=60)  # type: ignore[assignment]  # a Field has a `source` of its own
    key = Text(max_length=200)

    def validate(self, attrs: dict[str, str]) -> Outcome:
        outcome = Outcome.objects.filter(source=attrs["source"], key=attrs["key"]).first()
        if outcome is None:
            raise serializers.ValidationError(_("There is no such outcome."), code="does_not_exist")
        return outcome


def moment(text: str) -> datetime:
    """A date and time with its zone (RFC 3339), in UTC.

    Raises:
        ValueError: when it is not one, or lies outside of the years that databases keep.
    """
    value = parse_datetime(text)
    if value is None or value.tzinfo is None or not 2 <= value.year <= 9998:
        raise ValueError(text)
    return value.astimezone(UTC)


class MomentFormField(filters.CharFilter.field_class):
    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return moment(text)
        except ValueError:
            raise ValidationError(
                _("Give a date and time with its zone, such as 2026-06-15T12:00:00Z."), code="invalid"
            ) from None


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentFilter(filters.CharFilter):
    """A point in time of a filter: `?since=2026-06-15T12:00:00Z`."""

    field_class = MomentFormField


@extend_schema_field({"type": "string", "enum": ["true", "false"]})
class YesNoFilter(filters.ChoiceFilter):
    """`true` or `false`; anything else is refused instead of ignored."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=[("true", "true"), ("false", "false")], empty_label=None, **more)

    def filter(self, qs: Any, value: str) -> Any:
        return super().filter(qs, value == "true") if value in ("true", "false") else qs
