"""What people take along: their plan, and what they have read, as papers and appointments."""
