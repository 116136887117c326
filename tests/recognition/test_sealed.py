"""What is sealed opens with the key it was sealed with, for its purpose alone."""

import pytest

from recognition.sealed import BrokenSealError, seal, unseal


def test_what_is_sealed_for_one_purpose_opens_for_no_other():
    sealed = seal("a secret", "second factors")
    assert unseal(sealed, "second factors") == "a secret"
    with pytest.raises(BrokenSealError):
        unseal(sealed)


def test_a_key_of_before_still_opens(settings):
    settings.SECRET_KEY = "before"
    sealed = seal("a secret")
    settings.SECRET_KEY = "after"
    with pytest.raises(BrokenSealError):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = ["before"]
    assert unseal(sealed) == "a secret"
