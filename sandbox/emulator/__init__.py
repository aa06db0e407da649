"""An emulated AWS organization on this machine: moto, with correct stack sets, stacks and organizations on top."""

MOTO_VERSION = "5.2.1"
