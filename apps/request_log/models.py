"""What the operator sees of each request: all refusals, and a sample of successes. Never a secret."""

from django.db import models


class RequestLog(models.Model):
    at = models.DateTimeField(db_index=True)
    request_id = models.CharField(max_length=64, db_index=True)
    method = models.CharField(max_length=10)
    path = models.TextField()
    query = models.TextField(blank=True)  # without credentials
    status = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)  # why it was refused, in words
    access = models.CharField(max_length=40, blank=True)
    realm_id = models.BigIntegerField(null=True, db_index=True)  # not a foreign key: this app does not know realms
    remote_addr = models.CharField(max_length=45, blank=True)
    milliseconds = models.FloatField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"
