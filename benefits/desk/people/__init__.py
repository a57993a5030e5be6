"""Members: their pages, memberships, photos, letters, requests and twins."""
