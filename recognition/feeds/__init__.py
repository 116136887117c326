"""What happened, for programs that read news: Atom (RFC 4287)."""
