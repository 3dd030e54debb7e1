"""Habits of the house that a reader relies on."""

from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from core.blocks import INLINE_FEATURES, TEXT_FEATURES
from core.models import CustomImage
from courses.blocks import LESSON_BLOCKS

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ["core", "accounts", "courses", "learning", "certificates", "handouts", "hr", "lms"]


def python_files():
    return [
        path
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    ]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_modules_stay_under_400_lines():
    assert [(str(path), lines(path)) for path in python_files() if lines(path) > 400] == []


def test_templates_stay_under_130_lines():
    templates = (ROOT / "templates").rglob("*.html")
    assert [(str(path), lines(path)) for path in templates if lines(path) > 130] == []


def test_there_is_no_junk_drawer():
    junk = {"util", "utils", "helper", "helpers", "misc", "common"}
    assert [str(path) for path in python_files() if path.stem in junk] == []


def test_learner_templates_have_no_inline_script_or_style():
    found = [
        str(path)
        for path in (ROOT / "templates").rglob("*.html")
        if "pdf" not in path.parts
        for text in [path.read_text()]
        if "style=" in text
        or "<style" in text
        or "onclick=" in text
        or "|safe" in text
        or "<script>" in text
    ]
    assert found == []


def test_every_module_has_a_docstring_that_says_what_it_is_for():
    ignored = {"__init__.py", "apps.py"}
    found = [
        str(path)
        for path in python_files()
        if path.name not in ignored
        and "commands" not in path.parts
        and not path.read_text().startswith('"""')
    ]
    assert found == []


def test_every_block_helps_its_author_to_choose():
    for name, block in LESSON_BLOCKS:
        assert block.meta.icon != "placeholder", name
        assert block.meta.description, name
        assert block.meta.preview_value is not None, name
        get_template(block.meta.template)


def test_wherever_a_picture_can_be_placed_its_text_alternative_is_required():
    pictures = [
        (name, block.child_blocks.get("alt_text"))
        for name, block in blocks_in(LESSON_BLOCKS)
        if isinstance(block, blocks.StructBlock)
        and any(isinstance(child, ImageChooserBlock) for child in block.child_blocks.values())
    ]
    assert [name for name, _text in pictures] == ["figure"]
    assert all(text and text.required for _name, text in pictures)
    assert not {"image", "embed"} & set(TEXT_FEATURES + INLINE_FEATURES)
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    columns = [
        f"{model.__name__}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is CustomImage
    ]
    # A rendition is the same picture in another size; an edition only keeps it.
    assert columns == ["CustomRendition.image", "EditionMedia.image"]


def blocks_in(named):
    """Yield (name, block) of these blocks and of all blocks in them."""
    for name, block in named:
        yield name, block
        children = list(getattr(block, "child_blocks", {}).items())
        if hasattr(block, "child_block"):
            children.append((name, block.child_block))
        yield from blocks_in(children)


def test_every_page_type_is_shown_by_a_template_or_leads_somewhere():
    for app in ("core", "courses"):
        for model in apps.get_app_config(app).get_models():
            if issubclass(model, Page) and model.serve is Page.serve:
                get_template(model.template)


def test_tests_that_commit_put_the_database_back():
    """One that does not leaves rows behind on which the next one's restoring fails."""
    mark = "transaction=" + "True"
    found = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "tests").rglob("*.py")
        for line in path.read_text().splitlines()
        if mark in line and "serialized_rollback=True" not in line
    ]
    assert found == []
