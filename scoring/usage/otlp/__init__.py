"""OTLP over HTTP: what tools and collectors send as OpenTelemetry metrics and logs."""
