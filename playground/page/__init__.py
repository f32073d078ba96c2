"""Where is the page that people see?"""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
# Nothing from outside, no inline scripts or styles. Pictures may be data, or what an app shows by its https address.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FILES = {path.name: path for path in FOLDER.iterdir() if path.suffix in (".html", ".js", ".css", ".svg")}


def add_routes(web_app: web.Application) -> None:
    web_app.router.add_get("/", _index)
    web_app.router.add_get("/archives/{channel}/{message}", _permalink)
    web_app.router.add_get("/page/{name}", _file)


async def _index(_: web.Request) -> web.StreamResponse:
    return _sent(_FILES["index.html"])


async def _permalink(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(f"/#{request.match_info['channel']}/{request.match_info['message']}")


async def _file(request: web.Request) -> web.StreamResponse:
    path = _FILES.get(request.match_info["name"])
    if path is None:
        raise web.HTTPNotFound
    return _sent(path)


def _sent(path: Path) -> web.FileResponse:
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    return web.FileResponse(path, headers=headers)
