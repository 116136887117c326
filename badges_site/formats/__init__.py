"""How dates are written where the framework's own way would not do. A language without a folder keeps that way."""
