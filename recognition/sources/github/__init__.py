"""GitHub's webhooks: merged changes, reviews, closed issues, deployments, and what was taken back."""
