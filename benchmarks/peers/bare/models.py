"""One page type, and one table to insert into."""

from django.db import models
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class ContentPage(Page):
    body = StreamField([("heading", CharBlock()), ("text", RichTextBlock())])
    template = "content_page.html"


class Note(models.Model):
    text = models.CharField(max_length=200)

    def __str__(self):
        return self.text
