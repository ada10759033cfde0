"""What the protocol calls errors."""

from enum import StrEnum


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
