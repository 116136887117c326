"""Who had a part in an event: from the few fields of CDEvents that name people, and from customData."""

from recognition.deliveries.contract import Account
from recognition.deliveries.parts import Part, somebody


def listed(part: Part | None, name: str) -> tuple[Account, ...]:
    """A list of people, or one; each a text (login, address or URN) or an object with id, login, email, name."""
    if part is None or not part.has(name):
        return ()
    value = part.value[name]
    if isinstance(value, list):
        part.texts(name) if all(isinstance(item, str) for item in value) else part.parts(name)
        items = [(f"{name}[{index}]", item) for index, item in enumerate(value)]
    else:
        items = [(name, value)]
    return tuple(_account(part, place, item) for place, item in items)


def one(part: Part | None, name: str) -> Account | None:
    found = listed(part, name)
    return found[0] if found else None


def _account(part: Part, place: str, item: object) -> Account:
    if isinstance(item, str):
        holder = Part({place: item}, part.place)
        return _from_text(holder.word(place))
    if not isinstance(item, dict):
        part.refuse(place, "must be a text or an object that says who it is")
    person = Part(item, f"{part.place}.{place}")
    account = Account(
        user_id=person.maybe_word("id"),
        login=person.maybe_word("login"),
        email=person.maybe_word("email"),
        email_verified=person.value.get("email_verified") is True,
        name=person.title("name"),
        automated=person.value.get("automated") is True,
    )
    return somebody(person, account)


def _from_text(text: str) -> Account:
    if ":" in text:
        return Account(user_id=text)
    return Account(email=text) if "@" in text else Account(login=text)
