"""Addresses of the editor, beneath those of units, and of candidates for terms."""

from django.urls import path

from openluban.teaching.bilingual.views.answering import help_answer, machine_answer, save_answer
from openluban.teaching.bilingual.views.candidates import candidates_page, propose_page
from openluban.teaching.bilingual.views.editing import edit_page, finish_deed
from openluban.teaching.bilingual.views.exchanging import xliff_file

_EDIT = "units/<unit_key:key>/translate/<slug:language>"

urlpatterns = [
    path("terms/candidates/", candidates_page, name="term_candidates"),
    path("terms/candidates/propose/", propose_page, name="term_propose"),
    path(f"{_EDIT}/", edit_page, name="bilingual_edit"),
    path(f"{_EDIT}/save/", save_answer, name="bilingual_save"),
    path(f"{_EDIT}/help/", help_answer, name="bilingual_help"),
    path(f"{_EDIT}/machine/", machine_answer, name="bilingual_machine"),
    path(f"{_EDIT}/finish/", finish_deed, name="bilingual_finish"),
    path(f"{_EDIT}/unit.xlf", xliff_file, name="bilingual_xliff"),
]
