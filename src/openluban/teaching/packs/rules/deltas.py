"""From one pack to the next: what must travel."""

from dataclasses import dataclass

from openluban.teaching.packs.rules.manifest import Manifest, PackFile


@dataclass(frozen=True, slots=True)
class Delta:
    """What makes an old pack a new one; files that are the same in both are in none of these."""

    added: tuple[PackFile, ...]
    changed: tuple[PackFile, ...]
    removed: tuple[str, ...]

    @property
    def travels(self) -> tuple[PackFile, ...]:
        """The files that must be sent, in the order of their paths."""
        return tuple(sorted((*self.added, *self.changed)))

    def __bool__(self) -> bool:
        """Whether anything is another than before."""
        return bool(self.added or self.changed or self.removed)


def difference(old: Manifest, new: Manifest) -> Delta:
    """Return what has come, changed and gone; a file is the same if its bytes are."""
    before, after = old.by_path, new.by_path
    added = tuple(file for path, file in after.items() if path not in before)
    changed = tuple(
        file
        for path, file in after.items()
        if path in before and before[path].sha256 != file.sha256
    )
    removed = tuple(path for path in before if path not in after)
    return Delta(added, changed, removed)


def applied(old: dict[str, str], delta: Delta) -> dict[str, str]:
    """Return the digests by path that a folder has once the delta is applied to it."""
    kept = {path: sha256 for path, sha256 in old.items() if path not in delta.removed}
    return kept | {file.path: file.sha256 for file in delta.travels}
