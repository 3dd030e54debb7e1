"""The bound: views and a page on a Wagtail project that does nothing else."""
