"""Projects to compare with: settings, addresses and data of our own, the code theirs."""
