"""SCIM 2.0 (RFC 7643, 7644): the protocol is scim2-server's, what is told is kept by the rooms beside this one."""
