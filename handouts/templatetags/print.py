"""What only printed pages need."""

from django import template

from handouts import readings

register = template.Library()
register.filter("printed", readings.printed)
