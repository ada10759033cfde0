"""Django with nothing but that view: no middleware, no database."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

settings.configure(
    ROOT_URLCONF="benchmarks.bare_urls",
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY=os.urandom(16).hex(),
    MIDDLEWARE=[],
)
django.setup()
application = WSGIHandler()
