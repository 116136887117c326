"""Tokens with which the company's directory tells of people: made, listed and ended."""

from recognition.actions import directory_tokens
from recognition.management.token_command import TokenCommand
from recognition.models import DirectoryToken


class Command(TokenCommand):
    help = "Make, list and end the tokens with which the company's directory tells of people (SCIM)."
    tokens = DirectoryToken
    make = directory_tokens.make
    end = directory_tokens.end
    name = "scim_tokens"
    name_help = "such as okta-2027"
    days = 180

    def more_of(self, token: DirectoryToken) -> str:
        return f", last used {token.used_at:%Y-%m-%d %H:%M}" if token.used_at else ", never used"
