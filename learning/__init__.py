"""What happened: enrolments, progress, completion. The legal record of learning."""
