"""Puts into what is built what is made or lies elsewhere; all else stands in pyproject.toml."""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


class BuildComplete(build_py):
    """Compiled messages and the public register go along: who installs a wheel has only that."""

    def run(self) -> None:
        """Compile beside the catalogues, copy the package, add the public register."""
        from tools.catalogues import compile_all  # noqa: PLC0415 (findable only from here on)

        compile_all()
        super().run()
        if not self.editable_mode:
            register = Path(self.build_lib) / "openluban" / "data"
            shutil.copytree(HERE / "data", register, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildComplete})
