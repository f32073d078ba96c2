"""Where do files wait until they are shared, and how are they fetched?"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from .traffic import Traffic

# What a browser may draw on the page; anything else, such as SVG and HTML, could bring scripts and is only downloaded.
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_OTHERS = {"csv": "text/csv", "txt": "text/plain", "json": "application/json", "pdf": "application/pdf"}


@dataclass(slots=True, eq=False)
class File:
    """`content` is None until it has been uploaded; `is_complete` once the app has shared it, or kept it private.

    `channels` are those whose members may see it: where it was shared, or shown among the blocks of a new message.
    """

    id: str
    name: str
    size: int
    created: int
    upload_key: str
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    is_complete: bool = False
    channels: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        return PurePosixPath(self.name).suffix.removeprefix(".").lower()

    @property
    def mimetype(self) -> str:
        return PICTURES.get(self.kind) or _OTHERS.get(self.kind, "application/octet-stream")

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def path(self) -> str:
        return f"/files/{self.id}/{quote(self.name, safe='')}"


class Files:
    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def expect(self, name: str, size: int, created: int, alt_text: str = "") -> File:
        """A place for bytes to come, with an address of its own."""
        file = File(f"F{secrets.token_hex(5).upper()}", name, size, created, secrets.token_urlsafe(24), name, alt_text)
        self._files[file.id] = file
        return file

    def find(self, file_id: str) -> File | None:
        return self._files.get(file_id)

    def at(self, address: str) -> File | None:
        """By the address of its bytes, with or without the host."""
        return next((f for f in self._files.values() if urlsplit(address).path == f.path), None)

    def expected_at(self, upload_key: str) -> File | None:
        return next((f for f in self._files.values() if f.upload_key == upload_key), None)


class Counter:
    """Where files are handed in and out: plain HTTP, beside the Web API."""

    def __init__(self, files: Files, traffic: Traffic) -> None:
        self._files = files
        self._traffic = traffic

    def add_routes(self, web_app: web.Application) -> None:
        web_app.router.add_post("/upload/v1/{key}", self._take_in)
        web_app.router.add_get("/files/{file}/{name}", self._hand_out)

    async def _take_in(self, request: web.Request) -> web.Response:
        """Raw bytes, or one part of a form; once, and as many as were announced."""
        started = time.perf_counter()
        file = self._files.expected_at(request.match_info["key"])
        if file is None or file.content is not None:
            return web.Response(status=404, text="no such upload")
        content = await _bytes(request)
        fits = len(content) == file.size
        if fits:
            file.content = content
        error = None if fits else "wrong_size"
        sent = {"file": file.id, "bytes": len(content)}
        self._traffic.note("api", "upload", time.perf_counter() - started, sent, {"ok": fits}, error)
        return web.Response(text=f"OK - {file.size}") if fits else web.Response(status=400, text="wrong size")

    async def _hand_out(self, request: web.Request) -> web.Response:
        file = self._files.find(request.match_info["file"])
        if file is None or file.content is None or not file.is_complete:
            raise web.HTTPNotFound
        how = "inline" if file.is_picture else "attachment"
        headers = {
            "Content-Type": file.mimetype,
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.content, headers=headers)


async def _bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    parts = (await request.post()).values()
    found = next((part for part in parts if isinstance(part, web.FileField)), None)
    return found.file.read() if found else b""
