"""CloudFormation: templates, stacks and change sets, with AWS's rollback rules. Replaces moto's implementation."""
