"""manage.py verify_audit: is the audit complete and unchanged?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition.actions.audit import first_break
from recognition.models import AuditEntry


class Command(BaseCommand):
    help = "Check the hash chain of the audit; exit code 1 and the first broken entry where it does not hold."

    def handle(self, **options: Any) -> None:
        broken = first_break()
        if broken is not None:
            raise CommandError(f"The audit is broken at entry {broken.number}: {broken.reason}.", returncode=1)
        self.stdout.write(f"The audit holds: {AuditEntry.objects.count():,} entries.")
