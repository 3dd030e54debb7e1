"""Signals of the certificates app, sent inside the transaction with `send`."""

from django.dispatch import Signal

bundle_requested = Signal()  # bundle
certificate_corrected = Signal()  # certificate: the new one
certificate_revoked = Signal()  # certificate: the one that holds no more
