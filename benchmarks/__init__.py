"""What a request costs, beside a peer and a bound, in one run. See README.md."""
