"""The ``luban`` command: says what there is, starts it, and turns refusals into one sentence."""

import os
import sys
from importlib.metadata import version

from django.db import OperationalError as DatabaseUnfit

from openluban.config.environment import UnfitEnvironment
from openluban.kernel.refusals import Invalid, Refusal

ABOUT = {
    "demo": "Serve the demonstration: the real register, sign-ins that everybody may know.",
    "setup": "Make a real installation: the first administrator, keys, the register.",
    "serve": "Serve a real installation.",
    "check": "Say what is not yet fit for use by others.",
    "backup": "Write everything into one file.",
    "restore": "Bring everything back from such a file.",
    "load": "Bring the tables up to date; fill an empty installation with the public register.",
    "import": "Take a spreadsheet over into a register, whole or not at all.",
    "export": "Write a register as a spreadsheet.",
    "roster": "Learners in and out (OneRoster, sheets); programs that may ask for them.",
    "library": "Bring in teaching material, as a folder or as files; list it; write books of it.",
    "harvest": "Take over what repositories elsewhere describe (OAI-PMH), page by page.",
    "pack": "Take a resource along as a folder or zip that opens without a link.",
    "courseware": "Look into packages of other systems (SCORM, cmi5, cartridges); write them.",
    "statements": "Keys for programs that send statements (xAPI); what came; retention; erasure.",
    "search": "Find units, terms and programmes in any language by words of any language.",
    "terms": "Take the term base in and out as TBX, ask it, look for candidates.",
    "reconcile": "Hold published figures in a file against the register.",
    "memory": "Bring translations into the memory (TMX, PO), write them, look a text up.",
    "align": "Align two texts that say the same, one sentence a line.",
    "verify": "Check a credential (JSON, JWT, PNG, SVG, PDF) without asking anybody.",
    "trust": "Make or take over the bundle with which credentials are checked offline.",
    "account": "Make accounts, give and take roles, make a link for a new password.",
    "manage": "Run one of Django's own commands, such as: luban manage shell.",
}
"""Every command with what it does, in the order in which a newcomer needs them."""

REFUSED, INTERRUPTED = 2, 130


def overview() -> str:
    """Return what ``luban`` alone says."""
    width = max(map(len, ABOUT))
    return "\n".join(
        [
            "usage: luban COMMAND [options]",
            "",
            "The open platform that a network of Luban Workshops runs on.",
            "",
            *(f"  {name:<{width}}  {about}" for name, about in ABOUT.items()),
            "",
            "Data lie in the folder LUBAN_HOME (without it: ./home). An empty one is filled with",
            "the public register by whichever command comes first.",
            "More on a command: luban COMMAND --help",
        ]
    )


def explained(refusal: Refusal) -> str:
    """Return what a refusal says to somebody at a terminal: a line for each problem."""
    if not isinstance(refusal, Invalid):
        return str(refusal)
    lines = []
    for problem in refusal.problems:
        row = f"row {problem.row}" if problem.row else ""
        place = ", ".join(part for part in (row, problem.field) if part)
        lines.append(f"{place}: {problem}" if place else str(problem))
    return "\n".join([str(refusal.sentence), *lines])


def main() -> None:
    """Run the command line; a refusal goes to standard error and ends with status 2."""
    os.umask(0o077)  # what is written into the data folder is nobody else's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openluban.config.settings")
    asked = sys.argv[1:]
    if not asked or asked[0] in {"help", "-h", "--help"}:
        print(overview())
        return
    if asked[0] in {"version", "--version"}:
        print(version("openluban"))
        return
    if asked[0] == "demo":
        os.environ["LUBAN_DEMO"] = "1"
        os.environ.setdefault("LUBAN_CONTENT_ORIGIN", f"http://content.localhost:{_port(asked)}")
    try:
        _run(asked)
    except (Refusal, UnfitEnvironment) as refusal:
        said = explained(refusal) if isinstance(refusal, Refusal) else str(refusal)
        print(said, file=sys.stderr)
        sys.exit(REFUSED)
    except DatabaseUnfit as fault:
        print(f"The database cannot be used: {str(fault).strip()}", file=sys.stderr)
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _port(asked: list[str]) -> str:
    """Return the port that the demonstration was asked to listen on; others judge whether it is."""
    words = [part for word in asked for part in word.split("=", 1)]
    given = words[words.index("--port") + 1 :] if "--port" in words else []
    port = given[0] if given else os.environ.get("PORT") or "8000"
    return port if port.isascii() and port.isdecimal() else "8000"


def _run(asked: list[str]) -> None:
    # Not above: reading the environment may already be refused.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["luban", *asked])


if __name__ == "__main__":
    main()
