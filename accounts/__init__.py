"""Who: people, municipalities, memberships, roles and sign-in."""
