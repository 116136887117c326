"""Ed25519 keys as one word: Multikey (W3C Controlled Identifiers), base58 behind a `z`.

A public key begins with `z6Mk`, a private one with `z3u2`: neither can be taken for the other.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Multicodec numbers as varints.
_PUBLIC, _PRIVATE = b"\xed\x01", b"\x80\x26"
_KEY_BYTES = 32
_LONGEST = 64  # characters; 34 bytes are 48, and base58 takes the square of the length


def public_word(key: Ed25519PublicKey) -> str:
    return "z" + _encode(_PUBLIC + key.public_bytes_raw())


def private_word(key: Ed25519PrivateKey) -> str:
    return "z" + _encode(_PRIVATE + key.private_bytes_raw())


def read_public(word: str) -> Ed25519PublicKey:
    """Raises ValueError, with a sentence for who set it."""
    return Ed25519PublicKey.from_public_bytes(_read(word, _PUBLIC, "a public Ed25519 key (z6Mk...)"))


def read_private(word: str) -> Ed25519PrivateKey:
    """Raises ValueError, with a sentence for who set it. The word is not in it."""
    return Ed25519PrivateKey.from_private_bytes(_read(word, _PRIVATE, "a private Ed25519 key (z3u2...)"))


def _read(word: str, kind: bytes, wanted: str) -> bytes:
    said = word.strip()
    if said.startswith("z") and len(said) <= _LONGEST and all(sign in _ALPHABET for sign in said[1:]):
        content = _decode(said[1:])
        if content.startswith(kind) and len(content) == len(kind) + _KEY_BYTES:
            return content[len(kind) :]
    raise ValueError(f"not {wanted} as `manage.py signing_key make` writes it")


def _encode(content: bytes) -> str:
    number, word = int.from_bytes(content), ""
    while number:
        number, place = divmod(number, 58)
        word = _ALPHABET[place] + word
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "1" * zeros + word


def _decode(word: str) -> bytes:
    number = 0
    for sign in word:
        number = number * 58 + _ALPHABET.index(sign)
    zeros = len(word) - len(word.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
