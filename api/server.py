"""Runs the application; on the way down it ends the event streams first."""

import socket

import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """A uvicorn server that does not wait for event streams, which would never end by themselves.

    ``run()`` blocks until SIGINT, SIGTERM or ``should_exit``. ``log_config`` is left to the caller.
    """

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(app, host=host, port=port, log_config=None, server_header=False, access_log=False)
        )
        self._closing = app.state.closing

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell the streams to end, then shut down as uvicorn does."""
        self._closing.set()
        await super().shutdown(sockets)
