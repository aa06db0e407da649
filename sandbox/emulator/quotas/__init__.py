"""Quotas that AWS enforces: one table, asked for each call and for each resource that CloudFormation makes."""
