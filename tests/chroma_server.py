"""A real Chroma server on this machine, and a proxy before it that asks for a token."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RUN = "import sys; from chromadb.cli.cli import app; sys.argv = ['chroma', *sys.argv[1:]]; app()"


class ChromaServer:
    """`chroma run` over a folder, at a port of its own; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", RUN, "run", "--path", str(self._folder), "--port", str(self._port)]
        command += ["--host", "127.0.0.1"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with suppress(OSError), urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError("the Chroma server did not start within 30 seconds")

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def token_proxy(url: str, token: str) -> Iterator[str]:
    """An address that passes on to another what comes with the token, and refuses all else."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, kind, answer = 401, "text/plain", b"no"
            if self.headers.get("Authorization") == f"Bearer {token}":
                kept = {"Content-Type": self.headers.get("Content-Type") or "application/json"}
                asked = urllib.request.Request(
                    url + self.path, data=body or None, headers=kept, method=self.command
                )
                try:
                    with urllib.request.urlopen(asked, timeout=30) as found:
                        status, kind, answer = found.status, found.headers["Content-Type"], found.read()
                except urllib.error.HTTPError as refused:
                    with refused:
                        status, kind, answer = refused.code, refused.headers["Content-Type"], refused.read()
            self.send_response(status)
            self.send_header("Content-Type", kind or "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_DELETE = pass_on  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
