"""Addresses of the memory, below /memory/."""

from django.urls import path

from openluban.teaching.memory.views.aligned import aligned_view
from openluban.teaching.memory.views.concordance import concordance_view
from openluban.teaching.memory.views.forgetting import forget_view
from openluban.teaching.memory.views.importing import import_view
from openluban.teaching.memory.views.looking_up import look_up_view

urlpatterns = [
    path("", concordance_view, name="memory"),
    path("look-up/", look_up_view, name="memory_look_up"),
    path("import/", import_view, name="memory_import"),
    path("aligned/", aligned_view, name="memory_aligned"),
    path("units/<int:number>/forget/", forget_view, name="memory_forget"),
]
