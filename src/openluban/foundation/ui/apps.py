"""The Django app that carries templates, static files and template tags."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Label `ui`; it has no models."""

    name = "openluban.foundation.ui"
    label = "ui"
