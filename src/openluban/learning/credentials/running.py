"""Carrying a batch out while its page is looked at, or nobody looks."""

import logging
from threading import Thread

from django.db import connection
from django.utils import timezone

from openluban.kernel.refusals import Refusal
from openluban.learning.credentials.use_cases.award_many import go_on

_LOG = logging.getLogger(__name__)


def run_apart(batch: str) -> None:
    """Carry a batch out in a thread of this process.

    If the process ends first, the batch stands still and somebody lets it go on: what is written
    is whole. Two threads at one batch wait for each other and do no harm.
    """
    Thread(target=_run, args=(batch,), name=f"batch {batch}", daemon=True).start()


def _run(batch: str) -> None:
    try:
        run_to_the_end(batch)
    except Refusal as refusal:
        _LOG.warning("batch %s stands still: %s", batch, refusal.code)
    finally:
        connection.close()


def run_to_the_end(batch: str) -> None:
    """Carry a batch out, piece by piece.

    :raises Refusal: it cannot go on, as ``go_on`` says
    """
    while not go_on(batch=batch, at=timezone.now()).is_done:  # noqa: TID251 - as an interface
        pass
