"""Registers: every mark that was ever set, and which of them holds."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.learning.attendance.models.sessions import Session


class Attendance(models.Model):
    """What somebody's device said of one person in one session.

    Rows are never deleted, nor changed but for ``holds`` and ``is_disputed``.
    ``uuid`` is made by the device, so that a mark sent twice is kept once. ``device_at`` is what
    its clock showed, ``told_at`` the same put right, ``received_at`` when it came in. ``over`` is
    the mark that was on the screen. ``hours`` is what counts as attended.
    """

    uuid = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="marks")
    enrolment = models.ForeignKey("learners.Enrolment", on_delete=models.CASCADE, related_name="+")
    presence = models.CharField(max_length=8)
    late = models.PositiveSmallIntegerField(default=0)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    account = models.ForeignKey(
        "access.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    device = models.CharField(max_length=36, blank=True)
    device_at = models.DateTimeField()
    told_at = models.DateTimeField()
    received_at = models.DateTimeField()
    over = models.UUIDField(null=True, blank=True)
    holds = models.BooleanField()
    is_disputed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mark of a register")
        constraints = [
            UniqueConstraint(
                fields=["session", "enrolment"],
                condition=Q(holds=True),
                name="attendance_one_holds",
            )
        ]
        indexes = [models.Index(fields=["enrolment", "session"], name="attendance_person")]

    def __str__(self) -> str:
        return str(self.uuid)
