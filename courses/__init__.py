"""What is taught: pages, blocks, question rules, editions. Knows nothing of any learner."""
