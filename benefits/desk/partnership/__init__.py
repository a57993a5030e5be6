"""Partners, outlets, agreements and offers."""
