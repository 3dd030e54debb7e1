"""Keeps rendered pieces of pages, with holes for what is personal in them."""

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


class KeepNode(template.Node):
    """What stands between `{% keep %}` and `{% endkeep %}`, rendered once for each key."""

    def __init__(self, nodelist, name: str, keys: list, holes: dict):
        self.nodelist, self.name, self.keys = nodelist, name, keys
        self.holes = [(hole, f"{_MARK}-{hole}-", value) for hole, value in holes.items()]

    def render(self, context):
        values = (str(key.resolve(context)) for key in self.keys)
        key = f"kept:{self.name}:{get_language()}:{'|'.join(values)}"
        html = caches["editions"].get(key)
        if html is None:
            with context.push(**{hole: mark for hole, mark, _value in self.holes}):
                html = str(self.nodelist.render(context))
            caches["editions"].set(key, html)
        for _hole, mark, value in self.holes:
            html = html.replace(mark, conditional_escape(value.resolve(context)))
        return mark_safe(html)  # noqa: S308  rendered by a template, its holes escaped


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
