"""A landing zone of AWS Control Tower, by choice: what its user guide lists in each shared account, and the reading part of its API."""
