"""How far a batch of awards has come; the page can be left and returned to."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.models.awards import Batch
from openluban.learning.credentials.queries.awards import left_out_of, visible_batches
from openluban.learning.credentials.running import run_apart
from openluban.learning.credentials.views.doors import for_issuers, unlisted
from openluban.learning.credentials.wording import PROBLEMS

_STILL = timedelta(seconds=20)
"""After so long without a word, whoever carried it out has ended."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_issuers
@unlisted
def batch_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a batch, or let one that stands still go on.

    :raises NotFound: there is none, or it is another institution's
    """
    batch = visible_batches(actor_of(request), timezone.now()).filter(key=key).first()
    if batch is None:
        raise NotFound(what=key)
    if request.method == "POST":
        if batch.state == Batch.State.RUNNING:
            run_apart(batch.key)
        return SeeOther(reverse("award_batch", args=[key]))
    done = batch.awarded + batch.left_out
    is_running = batch.state == Batch.State.RUNNING
    context = {
        "batch": batch,
        "done": done,
        "is_running": is_running,
        "is_still": is_running and _is_still(batch, timezone.now()),
        "left_out": [(PROBLEMS.get(each.problem, each.problem), each.count)
                     for each in left_out_of(batch)],
        "awards_url": f"{reverse('awards')}?achievement={batch.achievement.key}",
    }  # fmt: skip
    return render(request, "credentials/batch.html", context)


def _is_still(batch: Batch, at: datetime) -> bool:
    return at - (batch.gone_on_at or batch.asked_at) > _STILL
