"""Keeps rendered pages and pieces of them, with holes for what is personal in them."""

import secrets

from django import template
from django.core.cache import caches
from django.template.base import token_kwargs
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()

# Not to be guessed, so that no author's text can be taken for a hole.
_MARK = secrets.token_hex(16)
# Contacts, help lines and pages in the footer change; whatever is kept shows it soon.
PAGE_SECONDS = 300


def mark(hole: str) -> str:
    """Return what stands in a kept piece where a hole of this name will be filled."""
    return f"{_MARK}-{hole}-"


class NotShared(Exception):
    """A page that many people share asked for something that only one of them has."""


class _Shared:
    """Stands for the request, and for its person, while a shared page is rendered.

    It knows what all who share the page have in common. Asking for more fails loudly, so that
    nothing of one person can get into what others are shown.
    """

    def __init__(self, **common):
        self.__dict__.update(common)

    def __getattr__(self, name):
        raise NotShared(name)


class KeepNode(template.Node):
    """What stands between `{% keep %}` and `{% endkeep %}`, rendered once for each key."""

    def __init__(self, nodelist, name: str, keys: list, holes: dict):
        self.nodelist, self.name, self.keys = nodelist, name, keys
        self.holes = [(hole, mark(hole), value) for hole, value in holes.items()]

    def render(self, context):
        values = (str(key.resolve(context)) for key in self.keys)
        key = f"kept:{self.name}:{get_language()}:{'|'.join(values)}"
        html = caches["editions"].get(key)
        if html is None:
            with context.push(**{hole: place for hole, place, _value in self.holes}):
                html = str(self.nodelist.render(context))
            caches["editions"].set(key, html)
        for _hole, place, value in self.holes:
            html = html.replace(place, conditional_escape(value.resolve(context)))
        return mark_safe(html)  # noqa: S308  rendered by a template, its holes escaped


class KeepPageNode(template.Node):
    """A page that people in the same state share; see `keep_page`."""

    def __init__(self, nodelist, holes: dict):
        self.nodelist, self.holes = nodelist, holes

    def render(self, context):
        values = {hole: value.resolve(context) for hole, value in self.holes.items()}
        if not context.get("page_key") or context.get("messages"):
            with context.push(**values):
                return self.nodelist.render(context)
        values |= context.get("page_holes", {})
        request, menu = context["request"], context["menu"]
        signed_in = request.user.is_authenticated
        state = (context["page_key"], get_language(), request.path, signed_in, menu)
        key = ":".join(map(str, state))
        html = caches["pages"].get(key)
        if html is None:
            html = self._render_for_all(context, values, request.path, signed_in)
            caches["pages"].set(key, html, PAGE_SECONDS)
        for hole, value in values.items():
            html = html.replace(mark(hole), conditional_escape(value))
        return mark_safe(html)  # noqa: S308  rendered by a template, its holes escaped

    def _render_for_all(self, context, holes, path: str, signed_in: bool) -> str:
        person = _Shared(is_authenticated=signed_in)
        request = _Shared(path=path, htmx=False, user=person)
        marks = {hole: mark(hole) for hole in holes}
        with context.push(request=request, user=person, messages=(), **marks):
            return str(self.nodelist.render(context))


@register.tag
def keep(parser, token):
    """Render a piece once for each language and set of keys, and fill its holes every time.

        {% keep "header" menu with csrf_token=csrf_token name=request.user.name %}
          … {{ name }} …
        {% endkeep %}

    All that the piece depends on must be named: what makes it another one as a key, what is
    only printed in it as a hole. A hole cannot be asked (`{% if %}`) or filtered inside.
    """
    _tag, name, *rest = token.split_contents()
    at = rest.index("with") if "with" in rest else len(rest)
    keys = [parser.compile_filter(key) for key in rest[:at]]
    holes = token_kwargs(rest[at + 1 :], parser)
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name.strip("\"'"), keys, holes)


@register.tag
def keep_page(parser, token):
    """Render a whole page once for all who share it, and fill its holes for each of them.

        {% keep_page with csrf_token=csrf_token name=request.user.name %}…{% endkeep_page %}

    A view names what the page depends on as `page_key`; its address, the language and the menu
    count on their own. With `page_holes` it gives further holes, for which it has put
    `mark(name)` into what it hands to the template. Without a key nothing is kept.
    """
    _tag, _with, *rest = token.split_contents()
    holes = token_kwargs(rest, parser)
    nodelist = parser.parse(("endkeep_page",))
    parser.delete_first_token()
    return KeepPageNode(nodelist, holes)
