"""What detectors found: looking, storing, gathering into cases, and whom it reaches."""
