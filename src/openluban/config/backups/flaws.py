"""What can be wrong with a file that is said to be a backup."""

from enum import StrEnum

from openluban.kernel.refusals import Refusal


class Flaw(StrEnum):
    """One thing that is wrong, as it completes the sentence "cannot be restored: ..."."""

    NO_ARCHIVE = "it is no backup, or it was cut off"
    MANIFEST = "its list of contents cannot be read"
    OTHER_FORM = "it has another form than this version writes"
    CONTRADICTION = "its list of contents contradicts itself"
    FORBIDDEN_NAME = "it holds a file with a forbidden name"
    LINK = "it holds something that is no plain file"
    MISSING = "something is missing that its list of contents names"
    UNLISTED = "it holds something that its list of contents does not name"
    CHANGED = "something in it was changed or damaged"
    BOMB = "unpacked, it would be larger than is honest"
    NO_ROOM = "unpacked, it would be larger than the free space"
    ROWS = "rows of a table do not fit the table"
    OTHER_KEY = "its signing key cannot be read, or is not the one that its records name"


class Damaged(Exception):
    """Raised inside this package; ``where`` names the member, if it is about one."""

    def __init__(self, flaw: Flaw, where: str = "") -> None:
        super().__init__(flaw, where)
        self.flaw = flaw
        self.where = where

    def __str__(self) -> str:
        return f"{self.flaw} ({self.where[:100]!r})" if self.where else str(self.flaw)


class NotABackup(Refusal):
    """The file is no backup, or it was damaged or tampered with; ``why`` says what is wrong."""

    code = "backups.not_a_backup"
    sentence = "%(name)s cannot be restored: %(why)s. Nothing was changed."


class MadeByNewerVersion(Refusal):
    """The backup holds tables in a shape that this version does not know."""

    code = "backups.made_by_newer_version"
    sentence = (
        "%(name)s was made by another version of OpenLuban (%(version)s, with %(migration)s), "
        "which this one does not know. Install that version first. Nothing was changed."
    )
