"""The five measures, each defined once."""
