"""What a service tries before it takes a destination: its bucket's, key's, topic's and role's policies, in AWS's words."""
