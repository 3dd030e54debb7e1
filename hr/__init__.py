"""The HR desk: who completed what, in one municipality, and the certificates for the files."""
