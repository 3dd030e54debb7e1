"""Every URL pattern that the resolver knows."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver


def routes(node=None, path: str = "", spaces: tuple = ()) -> Iterator[tuple[str, str]]:
    """Yield (route, name) of all patterns, those of libraries included."""
    for pattern in (node or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from routes(pattern, path + str(pattern.pattern), inner)
        else:
            yield path + str(pattern.pattern), ":".join((*spaces, pattern.name or ""))
