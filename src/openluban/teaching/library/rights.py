"""Rights as SPDX writes them, and names for what SPDX does not know."""

import re

_LICENCES = frozenset(
    {
        *("0BSD", "AFL-3.0", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause"),
        *("BSD-3-Clause", "CC-BY-1.0", "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0"),
        *("CC-BY-NC-2.0", "CC-BY-NC-3.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-2.0", "CC-BY-NC-ND-3.0"),
        *("CC-BY-NC-ND-4.0", "CC-BY-NC-SA-2.0", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0"),
        *("CC-BY-ND-3.0", "CC-BY-ND-4.0", "CC-BY-SA-2.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0"),
        *("CC0-1.0", "CC-PDDC", "EUPL-1.2", "FSFAP", "GFDL-1.2-or-later", "GFDL-1.3-only"),
        *("GFDL-1.3-or-later", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only"),
        *("GPL-3.0-or-later", "ISC", "LGPL-2.1-or-later", "LGPL-3.0-or-later", "MIT", "MIT-0"),
        *("MPL-2.0", "MulanPSL-2.0", "OGL-UK-3.0", "ODC-By-1.0", "ODbL-1.0", "OFL-1.1"),
        *("PDDL-1.0", "Unlicense"),
    }
)
_OWN = re.compile(r"LicenseRef-[A-Za-z0-9.-]{1,60}")


def is_rights(text: str) -> bool:
    """Test whether a text is an SPDX licence for texts and files, or a ``LicenseRef-`` of ours."""
    return text in _LICENCES or bool(_OWN.fullmatch(text))
