"""What other modules may use of programmes."""

from openluban.teaching.programmes.choices import on_programme
from openluban.teaching.programmes.models import Category, Course, Programme

__all__ = ["Category", "Course", "Programme", "on_programme"]
