"""Sends planned requests and insists on the planned answers."""

import http.client
from concurrent.futures import ThreadPoolExecutor


class UnexpectedAnswer(Exception):
    """A server answered something else than planned: measuring it would mean nothing."""


def send(port: int, request: dict, count_queries: bool = False) -> int:
    """Send one request; return the number of queries if asked to count them, else 0."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = request["headers"] | ({"X-Count-Queries": "1"} if count_queries else {})
        connection.request(
            request["method"], request["path"], request["body"].encode() or None, headers
        )
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != request["status"] or request["contains"].encode() not in body:
        raise UnexpectedAnswer(f"{request['method']} {request['path']}: {response.status}")
    return int(response.headers.get("X-Queries", 0))


def warm_up(port: int, requests: list[dict]) -> None:
    """Send requests four at a time, so that both workers get to know them."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda request: send(port, request), requests))
