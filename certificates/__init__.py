"""Proof of participation: certificates, their files and the public check."""
