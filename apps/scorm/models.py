"""The data of the embedded SCORM runtime: packages, attempts, launches, and what the browser sent.

Nothing here refers to other apps: courses and registrations are opaque texts (`course_ref`, `registration_ref`).
"""

from django.db import models

from bright.models import Record, guid_default


class Package(Record):
    """One version of a course, as uploaded. Its files are in storage under `storage_key`, and never change."""

    course_ref = models.CharField(max_length=300)
    version = models.PositiveIntegerField()  # from 0
    standard = models.CharField(max_length=40)  # scorm_12, scorm_2004_2nd_edition, scorm_2004_3rd_edition, …
    title = models.TextField()
    manifest = models.JSONField()  # Manifest.as_json() of apps.scorm.importing.manifest
    warnings = models.JSONField(default=list)  # sentences
    storage_key = models.CharField(max_length=43, unique=True, default=guid_default(24))
    digest = models.CharField(max_length=64)  # sha256 of the uploaded zip, hex
    size = models.BigIntegerField()  # bytes of the uploaded zip
    unpacked_size = models.BigIntegerField()
    file_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course_ref", "version"], name="package_version")]

    def __str__(self) -> str:
        return f"{self.title} ({self.standard}, version {self.version})"


class Sco(models.Model):
    """An activity that can be launched: a SCO or an asset."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="scos")
    position = models.PositiveIntegerField()  # in the order of the manifest, from 0
    identifier = models.CharField(max_length=4000)  # of the manifest's item
    title = models.TextField(blank=True)
    href = models.TextField()  # from the package's root, with parameters; not yet quoted
    kind = models.CharField(max_length=5, choices=[("sco", "SCO"), ("asset", "asset")])
    visible = models.BooleanField(default=True)
    mastery_score = models.FloatField(null=True)  # SCORM 1.2, 0 to 100
    scaled_passing_score = models.FloatField(null=True)  # SCORM 2004, -1 to 1; only if satisfied by measure
    completion_threshold = models.FloatField(null=True)
    max_time_allowed = models.CharField(max_length=40, blank=True)
    time_limit_action = models.CharField(max_length=40, blank=True)
    launch_data = models.TextField(blank=True)
    objective_ids = models.JSONField(default=list)  # primary first

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["package", "position"], name="sco_position")]

    def __str__(self) -> str:
        return self.title or self.identifier


class Attempt(Record):
    """Tracking data from a registration's start, or its last reset, on. A registration has one or more attempts."""

    registration_ref = models.CharField(max_length=300)
    number = models.PositiveIntegerField(default=0)
    package = models.ForeignKey(Package, models.PROTECT, related_name="attempts")
    learner_id = models.CharField(max_length=320)
    learner_name = models.CharField(max_length=400, blank=True)  # "Last, First", as SCORM says it
    launch_count = models.PositiveIntegerField(default=0)
    first_accessed_at = models.DateTimeField(null=True)
    last_accessed_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completion = models.CharField(max_length=10, default="unknown")  # complete, incomplete, unknown
    success = models.CharField(max_length=7, default="unknown")  # passed, failed, unknown
    score = models.FloatField(null=True)  # 0 to 100
    seconds = models.FloatField(default=0)
    # Number of changes, and the last one that `attempt_committed` was sent for. They differ while one is unreported.
    revision = models.PositiveIntegerField(default=0)
    reported_revision = models.PositiveIntegerField(default=0)
    # How often in a row a receiver has failed, and when to send the signal again; null: at the next opportunity.
    report_errors = models.PositiveIntegerField(default=0)
    report_due_at = models.DateTimeField(null=True)
    # What was sent since `window_started_at` (apps/scorm/runtime/limits.py).
    window_started_at = models.DateTimeField(null=True)
    window_commits = models.PositiveIntegerField(default=0)
    window_bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration_ref", "number"], name="attempt_number")]
        indexes = [
            models.Index(
                fields=["last_accessed_at"],
                name="attempt_unreported",
                condition=~models.Q(revision=models.F("reported_revision")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_ref} #{self.number}"


class ScoState(Record):
    """What one SCO has stored in one attempt: all its CMI data, as last accepted, and the result."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="states")
    sco = models.ForeignKey(Sco, models.PROTECT, related_name="states")
    cmi = models.JSONField(default=dict)
    completion = models.CharField(max_length=10, default="unknown")
    success = models.CharField(max_length=7, default="unknown")
    score = models.FloatField(null=True)  # 0 to 100
    seconds = models.FloatField(default=0)
    finished = models.BooleanField(default=False)  # the content itself ended the last session
    last_session = models.ForeignKey("LaunchSession", models.SET_NULL, null=True, related_name="+")
    last_sequence = models.PositiveIntegerField(default=0)  # of that session

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "sco"], name="sco_state")]


class Launch(Record):
    """Permission to play one attempt, for the first browser that opens its URL.

    Of the token in the URL, and of the browser's secret, only hashes are stored.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="launches")
    token_hash = models.CharField(max_length=64, unique=True)
    review = models.BooleanField(default=False)  # nothing is recorded
    exit_url = models.TextField(blank=True)
    holder_hash = models.CharField(max_length=64, blank=True)  # "": no browser has opened it yet
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=9, blank=True)  # exit, withdrawn, restarted, expiry

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="launch_not_ended", condition=models.Q(ended_at=None))]


class LaunchSession(models.Model):
    """One start of a SCO in one page load. Data of later sessions (by id) wins over that of earlier ones."""

    launch = models.ForeignKey(Launch, models.CASCADE, related_name="sessions")
    sco = models.ForeignKey(Sco, models.PROTECT, related_name="+")
    key = models.CharField(max_length=43, unique=True, default=guid_default(16))  # sent with each commit
    seconds = models.FloatField(default=0)  # limited by the time elapsed; a SCO's total is the sum of its sessions
    started_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=8, blank=True)  # finish, silence, failed
    last_sequence = models.PositiveIntegerField(default=0)
    pruned_sequence = models.PositiveIntegerField(default=0)  # its log may lack commits up to this one

    class Meta:
        indexes = [models.Index(fields=["last_seen_at"], name="session_open", condition=models.Q(ended_at=None))]


class CommitLog(models.Model):
    """The newest commits of an attempt as received, to recognise repeated ones, and for troubleshooting and repair."""

    session = models.ForeignKey(LaunchSession, models.CASCADE, related_name="commits")
    sequence = models.PositiveIntegerField()
    final = models.BooleanField(default=False)
    snapshot = models.BooleanField(default=False)
    trimmed = models.BooleanField(default=False)
    accepted = models.BooleanField()  # False: newer data was already stored
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)
    size = models.PositiveIntegerField()  # bytes, before compression
    body = models.BinaryField()  # zlib

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "sequence"], name="commit_sequence")]
