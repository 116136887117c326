"""Tokens with which collectors deliver usage: made, listed and ended."""

from recognition.management.token_command import TokenCommand
from scoring.actions import usage
from scoring.models import UsageToken


class Command(TokenCommand):
    help = "Make, list and end the tokens with which collectors deliver usage."
    tokens = UsageToken
    make = usage.create_token
    end = usage.end_token
    name = "usage_tokens"
    name_help = "of the collector"
    days = 90
