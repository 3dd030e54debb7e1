"""Sixty documents that try to make the renderer load, embed or send something."""

import base64
from urllib.parse import quote

from certificates.rendering import Job, Profile

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} width="9" height="9"><title>t</title>'


def page(body: str = "", head: str = "", css: str = "", **assets: bytes) -> Job:
    html = (
        f'<html lang="de"><head><title>Titel</title>{head}</head>'
        f"<body><h1>Probe</h1>{body}</body></html>"
    )
    return Job(html, css, {f"asset:{name}.svg": data for name, data in assets.items()})


def data(kind: str, text: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(text.encode()).decode()}"


def entity(file: str) -> str:
    return f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{file}">]>{SVG}<text>&x;</text></svg>'


def drawing(inside: str) -> Job:
    """Return a page with a drawing of its own, as a municipality might upload it."""
    picture = '<p><img src="asset:drawing.svg" alt="a" style="width: 9px"></p>'
    return page(picture, drawing=f"{SVG}{inside}</svg>".encode())


def documents(url: str, file: str) -> dict[str, Job]:
    """Return a document for each way; `url` is a server that counts, `file` holds a secret."""
    return {
        **pictures(url, file),
        **styles(url, file),
        **attachments(url, file),
        **drawings(url, file),
        **harmless_by_nature(url, file),
    }


def pictures(url: str, file: str) -> dict[str, Job]:
    host = url.removeprefix("http:")
    return {
        "picture from the network": page(f'<img src="{url}/a.png" alt="a">'),
        "picture without a protocol": page(f'<img src="{host}/a.png" alt="a">'),
        "picture in capitals": page(f'<img src="{url.replace("http", "HTTP")}/a.png" alt="a">'),
        "picture with blanks": page(f'<img src=" \n{url}/a.png " alt="a">'),
        "picture by a redirect": page(f'<img src="{url}/redirect" alt="a">'),
        "picture from a file": page(f'<img src="{file}" alt="a">'),
        "picture from a path": page(f'<img src="{file.removeprefix("file://")}" alt="a">'),
        "picture from a host's file": page(f'<img src="file:{host}/a.png" alt="a">'),
        "picture beside the page": page('<img src="secret.png" alt="a">'),
        "picture above the page": page('<img src="../../../etc/hostname" alt="a">'),
        "picture below a base": page('<img src="a.png" alt="a">', head=f'<base href="{url}/">'),
        "picture by ftp": page('<img src="ftp://127.0.0.1/a.png" alt="a">'),
        "picture by gopher": page('<img src="gopher://127.0.0.1/a" alt="a">'),
        "picture with a strange scheme": page('<img src="jar:file:///a.png" alt="a">'),
        "picture in a data address": page(f'<img src="{data("image/svg+xml", SVG)}" alt="a">'),
        "picture quoted in an address": page(
            f'<img src="data:image/svg+xml,{quote(SVG)}</svg>" alt="a">'
        ),
        "entity in a data address": page(
            f'<img src="{data("image/svg+xml", entity(file))}" alt="a">'
        ),
        "picture of another job": page('<img src="asset:other.png" alt="a">'),
        "picture out of the assets": page('<img src="asset:../secret.txt" alt="a">'),
        "object": page(f'<object data="{url}/b.svg" type="image/svg+xml"></object>'),
        "object from a file": page(f'<object data="{file}" type="image/png"></object>'),
        "embed": page(f'<embed src="{url}/c.svg" type="image/svg+xml">'),
    }


def styles(url: str, file: str) -> dict[str, Job]:
    face = "h1 { font-family: x }"
    return {
        "background": page(css=f"body {{ background: url({url}/e.png) }}"),
        "background of the page": page(css=f"@page {{ background: url({url}/e.png) }}"),
        "background from a file": page(css=f"body {{ background: url({file}) }}"),
        "background by attribute": page(f'<p style="background: url({url}/a)">x</p>'),
        "border": page(css=f"h1 {{ border: 3px solid; border-image: url({url}/b) 3 }}"),
        "list marker": page("<ul><li>x</li></ul>", css=f"li {{ list-style-image: url({url}/m) }}"),
        "generated content": page(css=f"h1::before {{ content: url({file}) }}"),
        "content of a margin": page(css=f"@page {{ @top-left {{ content: url({url}/m) }} }}"),
        "image set": page(css=f"body {{ background: image-set('{url}/a' 1x) }}"),
        "import": page(css=f"@import url({url}/f.css);"),
        "import as text": page(css=f"@import '{url}/f.css';"),
        "import from a file": page(css=f"@import url({file});"),
        "import by a data address": page(css=f"@import url({data('text/css', 'p{}')});"),
        "import in the page": page(head=f'<style>@import "{url}/i.css"; </style>'),
        "font": page(css=f"@font-face {{ font-family: x; src: url({url}/g.ttf) }} {face}"),
        "font from a file": page(css=f"@font-face {{ font-family: x; src: url({file}) }} {face}"),
        "font of the machine": page(
            css=f"@font-face {{ font-family: x; src: local('DejaVu Sans'), url({url}/x) }} {face}"
        ),
        "colour profile": page(css=f"@color-profile --x {{ src: url({url}/x.icc) }}"),
        "style sheet": page(head=f'<link rel="stylesheet" href="{url}/h.css">'),
        "style sheet from a file": page(head=f'<link rel="stylesheet" href="{file}">'),
        "style sheet below a base": page(
            head=f'<base href="{url}/"><link rel="stylesheet" href="a.css">'
        ),
    }


def attachments(url: str, file: str) -> dict[str, Job]:
    own = page('<p><a rel="attachment" href="asset:own.svg">x</a></p>', own=SVG.encode())
    in_head = page(head='<link rel="attachment" href="asset:own.svg">', own=SVG.encode())
    return {
        "attached file": page(head=f'<link rel="attachment" href="{file}">'),
        "attached from the network": page(head=f'<link rel="attachment" href="{url}/a">'),
        "attached among others": page(head=f'<link rel="icon attachment" href="{file}">'),
        "attached by a link": page(f'<p><a rel="attachment" href="{file}">x</a></p>'),
        "attached by a link to the network": page(
            f'<p><a rel="attachment" href="{url}/a">x</a></p>'
        ),
        "attached by a data address": page(
            head=f'<link rel="attachment" href="{data("text/plain", "x")}">'
        ),
        "own picture attached": in_head,
        "own picture attached by a link": own,
        "own picture attached to a certificate": Job(
            in_head.html, "", in_head.assets, profile=Profile.CERTIFICATE
        ),
    }


def drawings(url: str, file: str) -> dict[str, Job]:
    image = f'<image xlink:href="{url}/d.png" width="9" height="9"/>'
    return {
        "picture in a drawing of the page": page(f"{SVG}{image}</svg>"),
        "picture in a drawing": drawing(image),
        "file in a drawing": drawing(f'<image href="{file}" width="9" height="9"/>'),
        "style sheet in a drawing": drawing(f"<style>@import url({url}/s.css);</style>"),
    }


def harmless_by_nature(url: str, file: str) -> dict[str, Job]:
    """Return what the engine does not know at all; it must print nothing of it either."""
    return {
        "drawing that uses another": page(f'{SVG}<use xlink:href="{file}#x"/></svg>'),
        "entity in a drawing": page(
            '<p><img src="asset:x.svg" alt="a"></p>', x=entity(file).encode()
        ),
        "filling from the network": drawing(
            f'<rect width="9" height="9" fill="url({url}/f.svg#x)"/>'
        ),
        "linked style in a drawing": drawing(f'<link rel="stylesheet" href="{url}/s.css"/>'),
        "script": page(f"<script>fetch('{url}/s'); document.body.remove()</script>"),
        "script in a drawing": drawing(f"<script>fetch('{url}/s')</script>"),
        "frame": page(f'<iframe src="{url}/f.html"></iframe>'),
        "frame with a document": page(f"<iframe srcdoc=\"<img src='{url}/f'>\"></iframe>"),
        "film": page(f'<video src="{url}/v" poster="{url}/p"></video>'),
        "refresh": page(head=f'<meta http-equiv="refresh" content="0; url={url}/r">'),
        "prefetch": page(head=f'<link rel="prefetch" href="{url}/p">'),
        "picture as a set": page(
            f'<p><img src="asset:x.svg" srcset="{url}/s 2x" alt="a"></p>', x=f"{SVG}</svg>".encode()
        ),
        "form": page(f'<form action="{url}/f"><input name="a" value=""></form>'),
    }
