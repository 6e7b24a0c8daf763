"""The Celery app and beat's schedule. `celery -A config` finds the app here.

Web processes publish nothing with it: they write outbox messages, and the relay publishes those.
"""

import os
import warnings

from celery import Celery
from celery.platforms import SecurityWarning
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Redis redelivers a task after this time, so it must be longer than any task and any ETA.
VISIBILITY_SECONDS = 4 * 60 * 60
REDIS_OPTIONS = {
    "visibility_timeout": VISIBILITY_SECONDS,
    # With the defaults, a killed worker's tasks wait up to 100 s longer.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
}
SCHEDULE = {
    "record a heartbeat": {"task": "apps.outbox.tasks.note_heartbeat", "schedule": 10.0},
    "report waiting attempts": {"task": "apps.scorm.tasks.report_waiting_attempts", "schedule": 10.0},
    "end silent sessions": {"task": "apps.scorm.tasks.end_silent_sessions", "schedule": 30.0},
    "end expired launches": {"task": "apps.scorm.tasks.end_expired_launches", "schedule": 60.0},
    "record exits": {"task": "apps.launch_history.tasks.record_exits", "schedule": 60.0},
    "prune commit logs": {"task": "apps.scorm.tasks.prune_commit_logs", "schedule": crontab(hour=3, minute=10)},
    "resume stalled uploads": {"task": "apps.course.tasks.resume_uploads", "schedule": 60.0},
    "remove orphaned packages": {"task": "apps.scorm.tasks.remove_orphans", "schedule": crontab(hour=3, minute=25)},
    "remove orphaned uploads": {"task": "apps.upload.tasks.remove_orphans", "schedule": crontab(hour=3, minute=20)},
    "remove unclaimed courses": {"task": "apps.course.tasks.remove_unclaimed", "schedule": crontab(minute=35)},
    "set up waiting registrations": {"task": "apps.invitation.tasks.set_up_waiting", "schedule": 60.0},
    "crawl due registrations": {"task": "apps.registration.tasks.crawl_due", "schedule": 60.0},
    "prune ended API keys": {"task": "apps.api_key.tasks.prune", "schedule": crontab(hour=3, minute=55)},
    "prune the request log": {"task": "apps.request_log.tasks.prune", "schedule": crontab(hour=3, minute=40)},
}

# Celery warns root about pickle, which we don't accept.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("config", broker=settings.BROKER_URL)
app.set_default()  # so that `current_app` in other threads is this app, not one without a broker
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    # The tasks of a worker that died run again: all tasks are idempotent.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    broker_transport_options=REDIS_OPTIONS if settings.BROKER_URL.startswith("redis") else {},
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    timezone="UTC",
    beat_schedule=SCHEDULE,
)
app.autodiscover_tasks()
