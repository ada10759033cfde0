"""What an interface for programs refuses before any use case is asked."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class RequestRefused(Refusal):
    """Base of refusals that have an HTTP status of their own."""

    status: ClassVar[int] = 400


class NotJson(RequestRefused):
    """The body cannot be read as a JSON object."""

    code = "api.not_json"
    sentence = _("The body must be a JSON object in UTF-8.")


class WrongMediaType(RequestRefused):
    """The body has another media type than the operation takes."""

    code = "api.wrong_media_type"
    sentence = _("Send the body as %(expected)s.")
    status = 415


class TooLarge(RequestRefused):
    """The body is longer than is read."""

    code = "api.too_large"
    sentence = _("The body may have at most %(limit)s bytes.")
    status = 413


class NotSignedIn(RequestRefused):
    """Only somebody known may do this; or the token is not, or no longer, valid."""

    code = "api.not_signed_in"
    sentence = _("Sign in, or send a valid token.")
    status = 401


class ForgedRequest(RequestRefused):
    """A browser's cookie came without the token that shows that our own page asked."""

    code = "api.forged_request"
    sentence = _("The request came with a cookie but without its CSRF token.")
    status = 403


class TokenOnlyReads(RequestRefused):
    """The token was given out for reading only."""

    code = "api.token_only_reads"
    sentence = _("This token may only read.")
    status = 403


class VersionMissing(RequestRefused):
    """A change must say which version of the record it was made from."""

    code = "api.version_missing"
    sentence = _("Say which version you changed: send it as “version”, or its ETag in If-Match.")
    status = 428


class TooManyRequests(RequestRefused):
    """More was asked in a second than is answered."""

    code = "api.too_many_requests"
    sentence = _("Too many requests in a second. Wait, then ask again.")
    status = 429
