"""The parts of the build that pyproject.toml cannot say: packages, compiled core, translations."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import Extension, find_packages, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py
from setuptools.errors import CompileError

SOURCE = Path("src")
TRANSLATIONS = Path("resources/locale")


class BuildCore(build_ext):
    """Compiles the planner's core; says what to install where no compiler is found."""

    def build_extension(self, ext: Extension) -> None:
        """Compile one extension.

        Raises SystemExit naming the Debian packages when the compiler does not run.
        """
        try:
            super().build_extension(ext)
        except CompileError as error:
            raise SystemExit(
                f"The planner's core was not compiled: {error}\n"
                "It needs a C compiler and the headers of Python: "
                "apt-get install gcc libc6-dev python3-dev"
            ) from error


class BuildPackages(build_py):
    """Compiles the translations first: each .po becomes the .mo that the program reads."""

    def run(self) -> None:
        """Compile, then gather modules and resources."""
        compile_translations()
        super().run()


def compile_translations() -> None:
    """Write a .mo beside each .po, without guesses marked as fuzzy."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as texts:
            catalogue = read_po(texts)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


def extensions() -> list[Extension]:
    """One compiled module for each .pyx file."""
    from Cython.Build import cythonize

    flags = [] if sys.platform == "win32" else ["-O3"]
    modules = [
        Extension(
            ".".join(path.relative_to(SOURCE).with_suffix("").parts),
            [path.as_posix()],
            extra_compile_args=flags,
        )
        for path in sorted(SOURCE.rglob("*.pyx"))
    ]
    return cythonize(modules, include_path=[str(SOURCE)], language_level=3) if modules else []


setup(
    packages=[*find_packages("src"), "tourplanner.resources", "tourplanner.db"],
    ext_modules=extensions(),
    cmdclass={"build_ext": BuildCore, "build_py": BuildPackages},
)
