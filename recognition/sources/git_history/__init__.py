"""People, outcomes, verifications and thanks from the history of any git repository.

`log` streams commits, `message` reads what their texts say, `identities` finds who is who, `teams` which
organisation an address belongs to, `facts` writes it all as the JSON Lines that `recognition.importing` loads.
"""
