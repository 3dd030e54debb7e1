"""axe on a page: nothing serious, and no contrast that it could not decide on."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = {"serious", "critical"}
OPTIONS = {"resultTypes": ["violations", "incomplete"]}
# The way out floats above what scrolls: axe cannot judge a line that lies under it just then.
# It is taken away for a moment, and judged for itself (`test_everywhere`).
WAY_OUT = ".leave"
SHOW = """([name, visibility]) => {
  const wayOut = document.querySelector(name);
  if (wayOut) wayOut.style.visibility = visibility;
}"""
_axe = Axe()


def findings(
    page, context: str | None = None, *, every: bool = False, forced: bool = False
) -> list[str]:
    """Return one line per grave finding on the page, or in the part given by a selector.

    With `every`, findings of all severities. In `forced` colours axe judges those of the style
    sheet, which nobody sees: contrast is left out.
    """
    page.evaluate(SHOW, [WAY_OUT, "visible" if context == WAY_OUT else "hidden"])
    results = _axe.run(page, context=context, options=OPTIONS).response
    page.evaluate(SHOW, [WAY_OUT, ""])
    listed = [item for item in results["violations"] if every or item["impact"] in GRAVE]
    listed += [item for item in results["incomplete"] if item["id"] == "color-contrast"]
    return [
        f"{page.url} {item['id']}: {node['target']} {node['html'][:120]}"
        for item in listed
        if not (forced and item["id"] == "color-contrast")
        for node in item["nodes"]
    ]


def copy_without_scripts(page, copy=None):
    """Return a page with the same HTML in which axe can run; it needs JavaScript itself.

    A copy made before is used again.
    """
    copy = copy or page.context.browser.new_context(viewport=page.viewport_size).new_page()
    html = page.content()
    copy.unroute_all()
    copy.route("**/*.js", lambda route: route.abort())
    copy.route(
        page.url.partition("#")[0],
        lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
    )
    copy.goto("about:blank")  # the same address with another fragment would load nothing
    copy.goto(page.url)
    return copy
