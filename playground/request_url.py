"""How does the app hear from Slack over HTTP?"""

import asyncio
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from .delivery import Ack, Envelope
from .wire import Json

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"


class RequestUrl:
    """Signs and posts each payload to the app's one request URL, in the encoding Slack uses for its kind."""

    def __init__(self, url: str, signing_secret: str, clock: Callable[[], float]) -> None:
        self.url = url
        self._verifier = SignatureVerifier(signing_secret)
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def carry(self, envelope: Envelope, patience: float) -> Ack:
        body, content_type = encoded(envelope)
        headers = self.signed(body) | {"Content-Type": content_type} | _retry_headers(envelope)
        try:
            async with asyncio.timeout(patience):
                return await self._posted(body, headers)
        except TimeoutError:
            return Ack(error="operation_timeout", reason="http_timeout")
        except aiohttp.ClientError:
            return Ack(error="dispatch_failed", reason="connection_failed")

    async def _posted(self, body: str, headers: dict[str, str]) -> Ack:
        session = self._session = self._session or aiohttp.ClientSession()
        async with session.post(self.url, data=body.encode(), headers=headers) as response:
            text = await response.text()
            if response.status >= 300:
                error = "http_service_error" if response.status >= 500 else "http_client_error"
                return Ack(error=error, reason="http_error", is_final=response.headers.get("X-Slack-No-Retry") == "1")
            return Ack(_answer(text, response.content_type))

    def signed(self, body: str, at: float | None = None) -> dict[str, str]:
        """The v0 signature over the time and the body; apps refuse one that is older than five minutes."""
        timestamp = str(int(self._clock() if at is None else at))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or "",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    async def verify(self, token: str) -> bool:
        """Slack's first call to a new request URL: it must give the challenge back."""
        challenge = {"type": "url_verification", "token": token, "challenge": "playground-challenge"}
        ack = await self.carry(Envelope("events_api", "url_verification", challenge), 3.0)
        return bool(ack.body) and "playground-challenge" in str(ack.body)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def encoded(envelope: Envelope) -> tuple[str, str]:
    """Commands are plain forms, interactions one form field called payload, events JSON."""
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload), JSON_TYPE
    if envelope.kind == "interactive":
        return urlencode({"payload": json.dumps(envelope.payload)}), FORM_TYPE
    return urlencode({key: _form(value) for key, value in envelope.payload.items()}), FORM_TYPE


def _form(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _retry_headers(envelope: Envelope) -> dict[str, str]:
    if not envelope.retry:
        return {}
    return {"X-Slack-Retry-Num": str(envelope.retry), "X-Slack-Retry-Reason": envelope.retry_reason}


def _answer(text: str, content_type: str) -> Json | None:
    if not text:
        return None
    if content_type == JSON_TYPE:
        parsed = json.loads(text)
        return parsed if isinstance(parsed, dict) else None
    return {"text": text}
