"""Folders on this machine or, by a URL, on storage that fsspec knows: what a batch reads, and where it puts results."""

import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from scorecard.project import UNFINISHED
from scorecard.temporary import private_folder
from scorecard.unusable import Unusable


@dataclass(frozen=True, order=True)
class Folder:
    """A folder by its full path or its URL."""

    address: str

    @classmethod
    def of(cls, address: str) -> Self:
        """A folder as it is named on the command line, from where that runs."""
        return cls(address if "://" in address else str(Path(os.path.expanduser(address)).resolve()))

    @classmethod
    def matching(cls, pattern: str) -> list[Self]:
        """The folders that fit a pattern, such as extracts/*, in order of their names."""
        if "://" in pattern:
            files, path = _file_system(pattern)
            found = [files.unstrip_protocol(each) for each in files.glob(path) if files.isdir(each)]
        else:
            found = [each for each in glob.glob(os.path.expanduser(pattern)) if os.path.isdir(each)]
        return sorted(cls.of(each) for each in found)

    @property
    def name(self) -> str:
        return PurePosixPath(self.address).name if self._is_url else Path(self.address).name

    @property
    def _is_url(self) -> bool:
        return "://" in self.address

    def within(self, name: str) -> "Folder":
        """The folder of this name in it."""
        return Folder(f"{self.address.rstrip('/')}/{name}" if self._is_url else str(Path(self.address, name)))

    @contextmanager
    def on_this_machine(self) -> Iterator[Path]:
        """The folder as it is, or a copy of it that is there for as long as it is needed."""
        if not self._is_url:
            yield Path(self.address)
            return
        files, path = _file_system(self.address)
        with private_folder() as copy:
            files.get(f"{path.rstrip('/')}/", f"{copy}/", recursive=True)
            yield copy

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is none."""
        try:
            if not self._is_url:
                return Path(self.address, name).read_bytes()
            files, path = _file_system(self.within(name).address)
            return files.cat_file(path)
        except FileNotFoundError:
            return None

    @contextmanager
    def new(self, name: str) -> Iterator[Path]:
        """A path to write a file to, which is put in its place, whole, when that ends well; it may lie in a folder of
        this one."""
        if "/" in name:
            inner, _, name = name.rpartition("/")
            with self.within(inner).new(name) as path:
                yield path
            return
        if not self._is_url:
            Path(self.address).mkdir(parents=True, exist_ok=True)
        beside = None if self._is_url else self.address
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=beside) as folder:
            path = Path(folder, name)
            yield path
            if not self._is_url:
                os.replace(path, Path(self.address, name))
                return
            files, target = _file_system(self.within(name).address)
            files.makedirs(files._parent(target), exist_ok=True)
            files.put_file(str(path), target)

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole or not at all."""
        with self.new(name) as path:
            path.write_bytes(content)


def _file_system(url: str):
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise Unusable(
            f"{url} is a URL, which takes fsspec: python -m pip install -r requirements-optional.txt"
        ) from None
    try:
        return url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise Unusable(f"{url}: {error}") from None
