"""Django's view of this module."""

from django.apps import AppConfig


class CoursewareConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.courseware"
    label = "courseware"
