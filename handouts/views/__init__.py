"""HTTP of the hand-outs: each view makes one file and keeps nothing of it."""
