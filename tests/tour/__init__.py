"""Every address of the site with something real behind it, for the tests that go everywhere."""
