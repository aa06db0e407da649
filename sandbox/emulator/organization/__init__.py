"""AWS Organizations: the tree of units and accounts, its policies, and its API."""
