"""Where signals of usage come from, and how they are kept. See `scoring.models.usage` for what is kept."""
