"""What the protocol calls errors, and what is refused."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class Code(StrEnum):
    """The errors of OAI-PMH 2.0 (section 3.6) that can happen here."""

    BAD_ARGUMENT = "badArgument"
    BAD_RESUMPTION = "badResumptionToken"
    BAD_VERB = "badVerb"
    NO_SUCH_FORMAT = "cannotDisseminateFormat"
    NO_SUCH_ITEM = "idDoesNotExist"
    NOTHING_MATCHES = "noRecordsMatch"


class Fault(Exception):
    """An error of the protocol, with a sentence in English for whoever runs the harvester."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


class Why(StrEnum):
    """Why a repository elsewhere could not be harvested further."""

    ALL_GONE = "all_gone"
    BUSY = "busy"
    HTTP_STATUS = "http_status"
    NOT_OAI = "not_oai"
    NOT_XML = "not_xml"
    NO_END = "no_end"
    NO_SUCH_HOST = "no_such_host"
    OVERTAKEN = "overtaken"
    PAGES_EMPTY = "pages_empty"
    PRIVATE_ADDRESS = "private_address"
    PROTOCOL = "protocol"
    RECORDS_REPEAT = "records_repeat"
    REDIRECTED_AWAY = "redirected_away"
    REDIRECTS = "redirects"
    LIST_EXPIRES = "list_expires"
    LIST_CIRCLES = "list_circles"
    PLACE_TOO_LONG = "place_too_long"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNREACHABLE = "unreachable"
    XML_BROKEN = "xml_broken"
    XML_FORBIDDEN = "xml_forbidden"


WHY_WORDS = {
    Why.ALL_GONE: _("It says that nothing is there any more. Look at it first."),
    Why.BUSY: _("It asked too often to be asked later."),
    Why.HTTP_STATUS: _("It answered with a status that is none of success."),
    Why.NOT_OAI: _("What answers does not speak OAI-PMH 2.0."),
    Why.NOT_XML: _("It answered with something that is not XML."),
    Why.NO_END: _("Its list does not end."),
    Why.NO_SUCH_HOST: _("There is no machine of this name."),
    Why.OVERTAKEN: _("Another run goes on over the same repository."),
    Why.PAGES_EMPTY: _("Page after page is empty, and more are promised."),
    Why.PRIVATE_ADDRESS: _("It is in a private network. Add it with --private if meant."),
    Why.PROTOCOL: _("It answered with an error of the protocol."),
    Why.RECORDS_REPEAT: _("The same records come again and again."),
    Why.REDIRECTED_AWAY: _("It sends on to another place; add that address if it is meant."),
    Why.REDIRECTS: _("It sends on again and again."),
    Why.LIST_EXPIRES: _("Its tokens expire before a run is through."),
    Why.LIST_CIRCLES: _("Its list goes round in circles."),
    Why.PLACE_TOO_LONG: _("Its token is longer than any address."),
    Why.TOO_DEEP: _("Its answer is nested too deep."),
    Why.TOO_LARGE: _("Its answer is too large."),
    Why.TOO_SLOW: _("It did not answer in time."),
    Why.UNREACHABLE: _("The connection broke off, or none came about."),
    Why.XML_BROKEN: _("Its answer is broken XML."),
    Why.XML_FORBIDDEN: _("Its answer declares entities or a document type, which is refused."),
}
"""What people read of it."""


class Failed(Exception):
    """A repository elsewhere could not be harvested further; ``code`` says why."""

    def __init__(self, code: Why, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail[:300]


class NoSuchSource(Refusal):
    """No repository is known by this name."""

    code = "harvest.no_such_source"
    sentence = _("There is no repository “%(given)s”. Known: %(known)s.")


class SourceKnown(Refusal):
    """There is a repository of this name already, or of this address and set."""

    code = "harvest.source_known"
    sentence = _("There is a repository of this name, or this address and set, already.")


class SourceUnfit(Refusal):
    """The name or the address cannot be used."""

    code = "harvest.source_unfit"
    sentence = _(
        "A name has Latin letters, digits and hyphens, at most 60; an address begins with "
        "https:// or http:// and has no user, password, question mark or fragment."
    )


class Overtaken(Refusal):
    """Another run goes on over the same repository."""

    code = "harvest.overtaken"
    sentence = _("Another run goes on over “%(name)s”. This one stops; nothing is lost.")
