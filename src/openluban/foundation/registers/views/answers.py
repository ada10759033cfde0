"""Answers that several screens give."""

from django.http import HttpResponseRedirect

UNPROCESSABLE = 422


class SeeOther(HttpResponseRedirect):
    """After a form was taken: look there, with GET, whatever the browser would do."""

    status_code = 303
