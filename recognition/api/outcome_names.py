"""How an answer names an outcome."""

from rest_framework import serializers

from recognition.models import Outcome


class OutcomeName(serializers.ModelSerializer[Outcome]):
    class Meta:
        model = Outcome
        fields = ("source", "key", "kind", "title")
        read_only_fields = fields
