"""HTTP of the learner side: each view is one selector or one command."""
