"""What does Slack send for a `/break`? Signed requests, ready to be written to a socket."""

import hashlib
import hmac
import secrets
import time
from urllib.parse import urlencode

from measuring.floor import slack_id

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-measured"


def press(agent: int, text: str, port: int, web_api: int) -> bytes:
    """One `/break` of one agent, with what stands behind it, with a trigger of its own and a real v0 signature."""
    body = urlencode(
        {
            "token": "gone",
            "team_id": "T0",
            "team_domain": "floor",
            "channel_id": "C0",
            "channel_name": "floor",
            "user_id": slack_id(agent),
            "user_name": f"agent{agent}",
            "command": "/break",
            "text": text,
            "api_app_id": "A0",
            "is_enterprise_install": "false",
            "response_url": f"http://127.0.0.1:{web_api}/response",
            "trigger_id": f"{agent}.{secrets.token_hex(12)}",
        }
    ).encode()
    now = str(int(time.time()))
    signed = hmac.new(SECRET.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: v0={signed}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
