"""Our own project, as it is measured: production settings, demo data, and growth."""
