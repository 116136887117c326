"""The Celery application and its schedule; what the jobs do is in `scoring.tasks`."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")

app = Celery("plaudit")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A message of the short rounds is of no use after the next one: without an end they would pile up while no
# worker runs.
app.conf.beat_schedule = {
    # The queue lives in the database; this picks up what no message announced,
    # such as facts written while the broker was down.
    "judge-queued-persons": {"task": "scoring.tasks.recalculate", "schedule": 10.0, "options": {"expires": 10}},
    # Settling periods end and tenures are reached without any new fact.
    "judge-due-decisions": {
        "task": "scoring.tasks.queue_due_decisions",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "compare-with-scratch": {"task": "scoring.tasks.reconcile", "schedule": crontab(hour=3, minute=20)},
    "look-for-patterns": {"task": "scoring.tasks.sweep", "schedule": crontab(hour=2, minute=10)},
    # Somebody looks at a page that says how far it has come; most of the time nothing waits.
    "play-drills": {"task": "scoring.tasks.drill", "schedule": 5.0, "options": {"expires": 5}},
    "forget-old-usage": {"task": "scoring.tasks.forget_usage", "schedule": crontab(hour=4, minute=10)},
    "show-that-beat-runs": {"task": "scoring.tasks.heartbeat", "schedule": 30.0, "options": {"expires": 30}},
}
