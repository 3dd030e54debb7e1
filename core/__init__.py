"""Shared kernel: base page, media, general blocks, exports, audit. Knows no other app."""
