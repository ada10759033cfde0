"""Putting the records of searched registers into the search again, as after an update."""

from itertools import islice

from django.db import transaction

from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.writing import document_of
from openluban.foundation.search.indexing import index

_AT_ONCE = 1_000


def renew() -> int:
    """Index every record that is sought across languages, a batch a transaction; return how many.

    What is in the index already, and has not changed, is not written again.
    """
    done = 0
    for register in registers():
        if not register.is_sought and register.texts is None:
            continue
        records = register.model.objects.order_by("pk").iterator(chunk_size=_AT_ONCE)
        while some := list(islice(records, _AT_ONCE)):
            with transaction.atomic():
                index([document_of(register, record) for record in some])
            done += len(some)
    return done
