"""What each worker of our own server starts with."""

import signal

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from openluban.kernel.lasting import lasting


def application() -> WSGIHandler:
    """Return the application, with everything read that the first visitor would wait for."""
    # Told to end while still starting, a worker ends; it has its parent's handler until here.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Ctrl-C in a terminal reaches the workers too, and then their parent tells them to end: a
    # worker that is told twice at once waits for itself. So each listens to its parent alone.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    with lasting():
        from openluban.config import wsgi  # noqa: PLC0415 - reads the settings

        get_resolver().url_patterns  # noqa: B018 - reading it imports every view
    return wsgi.application
