"""Which lines were added to a file since we last looked, whatever happens to the file?"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PIECE = 1 << 18
PACKED = (".gz", ".bz2", ".xz", ".zst")


@dataclass(frozen=True)
class Place:
    """How far a file was read; the inode tells the file from the one that has its name by now."""

    inode: int
    offset: int


class Tail:
    """Whole lines, in order, each once: across rotation, truncation and half-written lines (P18).

    A rotated file is read to its end before the new one is begun, and the new one only when something stands in it:
    Asterisk goes on writing into the old one until it is told to open its logs anew.
    """

    def __init__(self, file: Path, place: Place | None) -> None:
        self._file = file
        self._stream: BinaryIO | None = None
        self._inode = 0
        self._offset = 0
        self._missed = self._rotated_since(place) if place else []
        if place and not self._missed and _inode(file) == place.inode:
            self._open(file, place.offset)
        elif place and self._missed:
            self._open(self._missed.pop(0), place.offset)

    @property
    def place(self) -> Place:
        return Place(self._inode, self._offset)

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    def read(self) -> bytes:
        """The next whole lines, not too many; nothing where there are none yet. Raises OSError."""
        if self._stream is None and not self._open_next():
            return b""
        if found := self._lines():
            return found
        if not self._is_over():
            return b""
        last = self._lines() or self._half()  # it may have grown until the new one was begun
        if not last:
            self._open_next()
            return self._lines()
        return last

    def close(self) -> None:
        if self._stream:
            self._stream.close()
            self._stream = None

    def _lines(self) -> bytes:
        assert self._stream is not None
        if os.fstat(self._stream.fileno()).st_size < self._offset:
            self._offset = 0  # truncated: copied away and begun anew
        self._stream.seek(self._offset)
        piece = self._stream.read(PIECE)
        whole = piece[: piece.rfind(b"\n") + 1]
        self._offset += len(whole)
        return whole

    def _half(self) -> bytes:
        """A last line that will never get its end, for nobody writes here any more."""
        assert self._stream is not None
        self._stream.seek(self._offset)
        rest = self._stream.read(PIECE)
        self._offset += len(rest)
        return rest + b"\n" if rest else b""

    def _is_over(self) -> bool:
        if self._missed:
            return True
        try:
            new = self._file.stat()
        except FileNotFoundError:
            return False
        return new.st_ino != self._inode and new.st_size > 0

    def _open_next(self) -> bool:
        next_file = self._missed.pop(0) if self._missed else self._file
        return self._open(next_file, 0)

    def _open(self, file: Path, offset: int) -> bool:
        try:
            stream = file.open("rb", buffering=0)
        except FileNotFoundError:
            return False
        self.close()
        self._stream, self._offset = stream, offset  # pyright: ignore[reportAttributeAccessIssue]
        self._inode = os.fstat(stream.fileno()).st_ino
        return True

    def _rotated_since(self, place: Place) -> list[Path]:
        """The file we were reading, under its new name, and those after it, oldest first; none if it has its name."""
        if _inode(self._file) == place.inode:
            return []
        beside = [one for one in self._file.parent.glob(f"{self._file.name}?*") if one.suffix not in PACKED]
        by_age = sorted((one.stat().st_mtime_ns, one) for one in beside if one.is_file())
        ours = [index for index, (_, one) in enumerate(by_age) if _inode(one) == place.inode]
        return [one for _, one in by_age[ours[0] :]] if ours else []


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except FileNotFoundError:
        return 0
