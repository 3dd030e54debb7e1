"""A person who uses the keyboard alone: every element is reached by Tab."""

from playwright.sync_api import Locator, Page, expect

MANY = 120
IS_FOCUSED = "item => item === document.activeElement"
HAS_RING = """item => {
    const seen = [item, item.closest("label") ?? item].map((part) => getComputedStyle(part));
    return seen.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


class Keyboard:
    """Presses keys on a page. Where the focus stands must be visible."""

    def __init__(self, page: Page):
        self.page = page

    def reach(self, item: Locator) -> None:
        """Press Tab until the focus is on this element."""
        expect(item).to_be_visible()
        for _ in range(MANY):
            if item.evaluate(IS_FOCUSED):
                assert item.evaluate(HAS_RING), f"no focus ring: {item}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {item}")

    def press_on(self, item: Locator) -> None:
        """Reach a link or button and press Enter."""
        self.reach(item)
        self.page.keyboard.press("Enter")

    def type_in(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.type(text)

    def choose(self, option: Locator) -> None:
        """Reach a radio button or checkbox and press Space."""
        self.reach(option)
        self.page.keyboard.press("Space")
        expect(option).to_be_checked()
