"""Compiles the message catalogues into what is built; all else stands in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).resolve().parent))


class BuildWithMessages(build_py):
    """A wheel carries compiled messages: whoever installs it has no tools to compile them."""

    def run(self) -> None:
        """Compile beside the catalogues first, so that the files are copied like any other."""
        from tools.catalogues import compile_all  # noqa: PLC0415 (the line above makes it findable)

        compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithMessages})
