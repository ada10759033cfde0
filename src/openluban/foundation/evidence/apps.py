"""Django's view of this part."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.evidence"
    label = "evidence"
