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
    "preview-rules": {"task": "scoring.tasks.preview_rule", "schedule": 2.0, "options": {"expires": 2}},
    # Somebody looks at a page that says how far it has come; most of the time nothing waits.
    "work-for-the-office": {"task": "scoring.tasks.office", "schedule": 3.0, "options": {"expires": 3}},
    # What arrives rings as well; this finds what is due again, and what no message announced.
    "work-on-deliveries": {"task": "scoring.tasks.work_on_deliveries", "schedule": 3.0, "options": {"expires": 3}},
    # People come into the directory through many doors; one query finds whom that tells of.
    "match-newcomers": {"task": "scoring.tasks.match_newcomers", "schedule": 60.0, "options": {"expires": 60}},
    # What is put into the outbox rings as well; this finds what is due again, and what no message announced.
    "send-messages": {"task": "scoring.tasks.send_messages", "schedule": 5.0, "options": {"expires": 5}},
    # Somewhere it is eight in the morning at most quarters of an hour.
    "write-digests": {"task": "scoring.tasks.write_digests", "schedule": 300.0, "options": {"expires": 300}},
    # Into the cache that web processes read; after half an hour the next one is as near.
    "work-figures-out": {
        "task": "scoring.tasks.keep_figures",
        "schedule": crontab(minute=5),
        "options": {"expires": 1800},
    },
    "forget-old-usage": {"task": "scoring.tasks.forget_usage", "schedule": crontab(hour=4, minute=10)},
    "forget-old-messages": {"task": "scoring.tasks.forget_messages", "schedule": crontab(hour=4, minute=30)},
    "forget-old-deliveries": {"task": "scoring.tasks.forget_deliveries", "schedule": crontab(hour=4, minute=50)},
    "forget-old-requests": {"task": "scoring.tasks.forget_requests", "schedule": crontab(minute=40)},
    "show-that-beat-runs": {"task": "scoring.tasks.heartbeat", "schedule": 30.0, "options": {"expires": 30}},
}
