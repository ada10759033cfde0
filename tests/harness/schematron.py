"""Schematron in the language of XSLT 2, which the standards' rules are written in."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from lxml import etree

_STEPS = ("iso_dsdl_include", "iso_abstract_expand", "iso_svrl_for_xslt1")
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def breaches(rules: Path, document: bytes) -> list[str]:
    """Return what a document breaks of the rules in a file, each as its sentence."""
    processor, executable = _compiled(rules)
    node = processor.parse_xml(xml_text=document.decode())
    report = etree.fromstring(executable.transform_to_string(xdm_node=node).encode())
    found = report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
    return [" ".join("".join(one.itertext()).split()) for one in found]


@cache
def _compiled(rules: Path) -> tuple[Any, Any]:
    import saxonche  # noqa: PLC0415 - where it is not installed, only these tests are left out

    folder = resources.files("lxml.isoschematron") / "resources/xsl/iso-schematron-xslt1"
    made = etree.parse(str(rules), etree.XMLParser(resolve_entities=True, no_network=True))
    # The rules are only carried over here; Saxon, which runs them, knows XPath 2.
    made.getroot().set("queryBinding", "xslt")
    for step in _STEPS:
        made = etree.XSLT(etree.parse(str(folder / f"{step}.xsl")))(made)
    text = etree.tostring(made, encoding="unicode")
    processor = saxonche.PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    sheet = text.replace('version="1.0"', 'version="2.0"', 1)
    return processor, compiler.compile_stylesheet(stylesheet_text=sheet)
