"""The installation as the web server loads it, with the addresses of the measurements."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
application = get_wsgi_application()
