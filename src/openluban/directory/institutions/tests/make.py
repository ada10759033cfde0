"""Makers of institutions for tests."""

from openluban.directory.institutions.models import Institution
from openluban.directory.places.tests.make import AT, make_province, text


def make_college(key: str, *, province: str = "tianjin") -> Institution:
    """Make a Chinese college with its province."""
    return Institution.objects.create(
        key=key, name=text(key), kind="college", province=make_province(province), changed_at=AT
    )
