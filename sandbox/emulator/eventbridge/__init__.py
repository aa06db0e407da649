"""EventBridge: patterns, rules, and the delivery of an event to what the rules name."""
