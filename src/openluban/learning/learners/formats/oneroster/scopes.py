"""The scopes of OneRoster 1.2, by the short names under which they are kept here."""

PREFIX = "https://purl.imsglobal.org/spec/or/v1p2/scope/"
SCOPES = (
    *("roster.readonly", "roster-core.readonly", "roster-demographics.readonly"),
    *("gradebook.readonly", "gradebook-core.readonly", "gradebook.createput", "gradebook.delete"),
)


def granted(asked: str, held: list[str]) -> list[str]:
    """Return those scopes that are asked for, separated by spaces, and held; none asked is all."""
    wanted = [each.removeprefix(PREFIX) for each in asked.split()]
    return [each for each in held if each in wanted] if wanted else list(held)


def spelled(scopes: list[str]) -> str:
    """Return scopes as they go over the wire."""
    return " ".join(PREFIX + each for each in scopes)
