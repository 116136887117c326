"""Names that tools give to people: those that nobody is known by, and whose they are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from recognition.actions.actors import System
from scoring.actions import usage
from scoring.management.lookups import bad_input, person_of
from scoring.models import UsageAccount
from scoring.usage.accounts import claim_accounts


class Command(BaseCommand):
    help = "List names of tools that belong to nobody in the directory, or say whose they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--assign", nargs=2, metavar=("ACCOUNT", "PERSON"), help="scheme:value and the person's key"
        )
        parser.add_argument("--claim", action="store_true", help="look again whom the directory knows by now")

    def handle(self, *, assign: list[str] | None, claim: bool, **options: Any) -> None:
        if assign:
            scheme, _colon, value = assign[0].partition(":")
            account = UsageAccount.objects.filter(scheme=scheme, value=value).first()
            if account is None:
                raise bad_input(f"There is no account “{assign[0]}”: copy it from the list.")
            usage.assign_account(by=System("usage_accounts"), account=account, person=person_of(assign[1]))
            return
        if claim:
            self.stdout.write(f"{claim_accounts()} accounts found their person.")
        # Names only: what they consumed is nobody's business.
        for account in UsageAccount.objects.filter(person=None):
            self.stdout.write(f"{account}  since {account.first_seen_at:%Y-%m-%d}")
