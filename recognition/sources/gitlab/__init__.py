"""GitLab's webhooks: merged changes, approvals, closed issues, deployments, and what was taken back.

`source` is the box itself, `reading` knows each event, `texts` what people write into descriptions.
"""
