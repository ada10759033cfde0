"""This installation, as others will know it."""

from django.db import models
from django.db.models import CheckConstraint, Q

from openluban.foundation.columns.text import LocalizedTextField
from openluban.kernel.keys import new_key


class Site(models.Model):
    """This installation: one row. The private key lies in a file of the data folder, not here."""

    key = models.CharField(max_length=26, unique=True, default=new_key)
    name = LocalizedTextField()
    public_key = models.CharField(max_length=64)

    class Meta:
        constraints = [CheckConstraint(name="exchange_only_this_site", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.name)
