"""What the store refuses, each with the status that xAPI gives it.

The sentences are English alone: programs read them, and the standard is English.
"""

from openluban.kernel.refusals import Refusal


class Refused(Refusal):
    """Base of what a program is refused; ``status`` is that of HTTP."""

    code = "statements.refused"
    status = 400


class Unfit(Refused):
    """A statement, document or parameter breaks a rule; ``path`` says where in it."""

    code = "statements.unfit"
    sentence = "%(path)s: %(rule)s"

    def __init__(self, path: str, rule: str) -> None:
        super().__init__(path=path or "body", rule=rule)


class NotKnown(Refused):
    """No key, a wrong one, or one that was withdrawn."""

    code = "statements.not_known"
    sentence = "A key of this store is needed (HTTP Basic)."
    status = 401


class OutOfScope(Refused):
    """The key does not reach so far."""

    code = "statements.out_of_scope"
    sentence = "This key may not do that; it needs the scope %(scope)s."
    status = 403


class NothingThere(Refused):
    """There is no such statement or document."""

    code = "statements.nothing_there"
    sentence = "There is nothing under this name."
    status = 404


class NoSuchMethod(Refused):
    """The resource does not answer this method."""

    code = "statements.no_such_method"
    sentence = "This resource does not answer %(method)s."
    status = 405


class Conflict(Refused):
    """What is there is something else, or was changed meanwhile."""

    code = "statements.conflict"
    sentence = "%(why)s"
    status = 409


class Changed(Refused):
    """The condition on the entity tag does not hold."""

    code = "statements.changed"
    sentence = "The document is not as the condition says: read it again first."
    status = 412


class TooLarge(Refused):
    """More bytes than the store takes at once."""

    code = "statements.too_large"
    sentence = "At most %(most)s bytes are taken here."
    status = 413


class TooMany(Refused):
    """More documents about the same than the store keeps."""

    code = "statements.too_many"
    sentence = "At most %(most)s documents about the same are kept here: take one away first."
    status = 403


class TooFast(Refused):
    """More requests than one key may make in a second."""

    code = "statements.too_fast"
    sentence = "Too many requests. Ask again in a second."
    status = 429
