"""CDEvents in CloudEvents over HTTP: structured, binary and batched.

`envelope` takes the CDEvents out of the request, `reading` says what each of them tells, `people` who had a part in it,
`keys` how an outcome is found again. CDEvents itself names hardly any people: senders add them as customData.
"""
