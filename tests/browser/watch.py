"""What a browser reports while people use the site: requests, errors, violations of the policy."""

INSIDE_THE_BROWSER = ("data:", "blob:", "about:")


class Watch:
    """Listens to everything that happens in a context, in all its tabs."""

    def __init__(self, context, origin: str):
        self.origin = origin
        self.requests = []
        self.problems: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))

    def _request(self, request) -> None:
        self.requests.append(request)
        if not request.url.startswith((f"{self.origin}/", *INSIDE_THE_BROWSER)):
            self.problems.append(f"foreign request: {request.url}")

    def _console(self, message) -> None:
        # Violations of the content security policy are errors of the console, too.
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def sent(self) -> str:
        """Return all that left the browser so far: addresses, headers and bodies."""
        return "\n".join(
            f"{request.method} {request.url} {request.headers} {request.post_data_buffer!r}"
            for request in self.requests
        )

    def forgive(self, text: str) -> None:
        """Take out the problems that a test brings about on purpose; there must be some."""
        kept = [problem for problem in self.problems if text not in problem]
        assert len(kept) < len(self.problems), f"no problem with “{text}”"
        self.problems = kept
