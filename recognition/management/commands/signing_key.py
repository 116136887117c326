"""manage.py signing_key make|show: the key that signs credentials."""

from argparse import ArgumentParser
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management.base import BaseCommand, CommandError

from recognition.credentials.issuer import issuer
from recognition.credentials.keys import NotSetUpError, all_keys
from recognition.credentials.multikey import private_word, public_word


class Command(BaseCommand):
    help = "Make a private key for SIGNING_KEY, or show as whom this site signs and with which public keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("make", help="print a new key; nothing is stored")
        verbs.add_parser("show", help="print the issuer and its public keys, the one that signs first")

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "make":
            key = Ed25519PrivateKey.generate()
            self.stdout.write(f"SIGNING_KEY={private_word(key)}")
            self.stderr.write(f"Keep it secret. Its public key is {public_word(key.public_key())}.")
            return
        try:
            signer, keys = issuer(), all_keys()
        except NotSetUpError as missing:
            raise CommandError(str(missing), returncode=1) from missing
        self.stdout.write(signer.did)
        for number, public in enumerate(keys):
            self.stdout.write(f"{public.word}  {'before' if number else 'signs'}")
