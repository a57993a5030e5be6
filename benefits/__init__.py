"""Member benefit cards and partner discounts for Vietnamese trade unions, counted truthfully."""
