"""Systems Manager, as far as moto lacks it: associations, resource data syncs, default patch baselines."""
