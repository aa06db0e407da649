"""AWS Config, as far as moto lacks it: recording modes, rules in Guard, remediations, compliance seen by an aggregator."""
