"""axe on a page: nothing serious, and no contrast that it could not decide on."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = {"serious", "critical"}
OPTIONS = {"resultTypes": ["violations", "incomplete"]}
_axe = Axe()


def findings(page, context: str | None = None) -> list[str]:
    """Return one line per grave finding on the page, or in the part given by a selector."""
    results = _axe.run(page, context=context, options=OPTIONS).response
    grave = [item for item in results["violations"] if item["impact"] in GRAVE]
    undecided = [item for item in results["incomplete"] if item["id"] == "color-contrast"]
    return [
        f"{page.url} {item['id']}: {node['target']} {node['html'][:120]}"
        for item in grave + undecided
        for node in item["nodes"]
    ]
