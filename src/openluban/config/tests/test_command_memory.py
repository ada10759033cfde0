"""``luban memory tidy``."""

import numpy as np
import pytest
from django.core.management import call_command

from openluban.teaching.memory.indexing.lists import write_lists
from openluban.teaching.memory.models import Listing


@pytest.mark.django_db(transaction=True)
def test_tidy_leaves_one_list_for_each_key(capsys: pytest.CaptureFixture[str]) -> None:
    for first in (1, 10, 20):
        write_lists(np.array([5, 5, -6]), np.arange(first, first + 3))
    call_command("memory", "tidy")
    assert set(Listing.objects.values_list("key", "first", "count")) == {(5, 1, 6), (-6, 3, 3)}
    call_command("memory", "tidy")
    told = capsys.readouterr().out.splitlines()
    assert told == ["4 lists joined to others.", "Nothing to join."]
