"""Why something foreign cannot be read, checked or signed: a stable rule and a sentence."""

from openluban.kernel.refusals import Refusal

LONGEST_SHOWN = 120


def shown(text: str) -> str:
    """Return a foreign text as it can be printed: no control signs, not too long."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[: LONGEST_SHOWN + 1])
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"


class Unfit(Refusal):
    """Something is not as its standard says, or not fit to be trusted; ``rule`` says which."""

    code = "credentials.unfit"

    def __init__(self, rule: str, sentence: object, **details: object) -> None:
        told = {
            name: shown(value) if isinstance(value, str) else value
            for name, value in details.items()
        }
        super().__init__(**told)
        self.rule = rule
        self.words = sentence

    def __str__(self) -> str:
        text = str(self.words)
        return text % self.details if self.details else text
