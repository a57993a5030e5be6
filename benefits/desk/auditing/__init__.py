"""The audit trail as officers read it."""
