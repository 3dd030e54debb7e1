"""Courses as files of text: reading, checking, comparing and loading them.

`lms/content/README.md` tells authors how the files are written.
"""
