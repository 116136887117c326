"""manage.py deliveries: what the jobs do with deliveries of sources, where no worker runs; say what waits."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from recognition.deliveries import newcomers, processing
from recognition.models import Delivery


class Command(BaseCommand):
    help = "Work on every delivery that waits, match accounts with the directory, and say how many are in which state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only-count", action="store_true", help="work on none")

    def handle(self, *, only_count: bool, **options: Any) -> None:
        worked = 0
        while not only_count and (done := processing.work_waiting()):
            worked += done
        if not only_count:
            matched = newcomers.match_newcomers(most=None)
            self.stdout.write(f"{worked} worked on, accounts matched with the directory: {matched}")
        counted = Delivery.objects.order_by("source", "state").values_list("source", "state").annotate(n=Count("pk"))
        for source, state, number in counted:
            self.stdout.write(f"{source}: {number} {state.replace('_', ' ')}")
