"""Steps of the tests that harvest one installation from another, each a process of its own.

``python -m tests.harness.harvesting STEP``: ``prepare``, ``fill`` in so many resources, ``serve``,
``run`` over an address, ``tell`` what is known.
"""

import sys
from collections.abc import Callable
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Do one step."""
    django.setup()
    step, *rest = sys.argv[1:]
    steps: dict[str, Callable[..., None]] = {
        "prepare": prepare,
        "fill": fill,
        "serve": serve,
        "run": run,
        "tell": tell,
    }
    steps[step](*rest)


def prepare() -> None:
    """Make the tables."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)


def fill(count: str) -> None:
    """Enter resources, and publish one unit of one."""
    from openluban.teaching.library.tests import make  # noqa: PLC0415

    for place in range(int(count)):
        make.make_resource(f"r{place}", original_language="ru")
    make.make_text(make.make_unit("r0.u"), "ru", "# Урок\n", is_published=True)


def serve() -> None:
    """Serve the installation and say on which port."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()


def run(url: str) -> None:
    """Harvest an address, added if it is not known yet."""
    from django.utils import timezone  # noqa: PLC0415

    from openluban.kernel.actor import SYSTEM  # noqa: PLC0415
    from openluban.teaching.harvest.fetching import Asker  # noqa: PLC0415
    from openluban.teaching.harvest.models import Source  # noqa: PLC0415
    from openluban.teaching.harvest.running import run_source  # noqa: PLC0415
    from openluban.teaching.harvest.use_cases.keep_sources import add_source  # noqa: PLC0415

    source = Source.objects.first() or add_source(
        key="far", url=url, allows_private=True, actor=SYSTEM, at=timezone.now()
    )
    run_source(source, ask=Asker(url, allows_private=True).ask, clock=timezone.now)
    print(source.error or "done", flush=True)


def tell() -> None:
    """Say how many records, entries of their history and things found there are, and languages."""
    from openluban.foundation.history.models import Entry  # noqa: PLC0415
    from openluban.foundation.search.models import SearchDocument  # noqa: PLC0415
    from openluban.teaching.harvest.models import Elsewhere  # noqa: PLC0415

    counts = (
        Elsewhere.objects.count(),
        Entry.objects.filter(subject_kind="elsewhere").count(),
        SearchDocument.objects.filter(register="elsewhere").count(),
        *sorted(set(Elsewhere.objects.values_list("languages", flat=True))),
    )
    print(*counts, flush=True)


if __name__ == "__main__":
    main()
