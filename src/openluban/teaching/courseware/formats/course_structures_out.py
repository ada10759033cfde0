"""``cmi5.xml`` of a course that goes out."""

from dataclasses import dataclass

from openluban.teaching.courseware.formats.writing import tag, xml

_SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


@dataclass(frozen=True, slots=True)
class Said:
    """Title and description of something, by language."""

    identifier: str
    title: dict[str, str]
    description: dict[str, str]


@dataclass(frozen=True, slots=True)
class Assignable:
    """A unit to read, and the page that opens."""

    said: Said
    path: str


def course_structure_bytes(course: Said, units: tuple[Assignable, ...]) -> bytes:
    """Return the course structure: one block with all units; each is done when it is completed."""
    block = Said(f"{course.identifier}:units", course.title, course.description)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<courseStructure xmlns="{_SPACE}">',
        f'  <course id="{xml(course.identifier)}">',
        *_words(course, 4),
        "  </course>",
        f'  <block id="{xml(block.identifier)}">',
        *_words(block, 4),
    ]
    for unit in units:
        lines += [
            f'    <au id="{xml(unit.said.identifier)}" moveOn="Completed"',
            '        launchMethod="AnyWindow">',
            *_words(unit.said, 6),
            f"      <url>{xml(unit.path)}</url>",
            "    </au>",
        ]
    return "\n".join([*lines, "  </block>", "</courseStructure>", ""]).encode()


def _words(said: Said, indent: int) -> list[str]:
    margin = " " * indent
    lines = []
    for name, words in (("title", said.title), ("description", said.description)):
        lines.append(f"{margin}<{name}>")
        lines += [
            f'{margin}  <langstring lang="{xml(tag(language))}">{xml(text)}</langstring>'
            for language, text in words.items()
        ]
        lines.append(f"{margin}</{name}>")
    return lines
