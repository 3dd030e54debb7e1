"""Pages of the HR desk."""
