"""What invented people are called and what they say."""

FIRST_NAMES = (
    "Ada", "Amir", "Anna", "Bao", "Carla", "Chidi", "Dana", "Elif", "Emeka", "Farah", "Goran", "Hana", "Ines", "Ivan",
    "Jonas", "Kaya", "Lena", "Luis", "Mai", "Marek", "Nadia", "Nils", "Olga", "Omar", "Priya", "Quinn", "Rosa", "Sami",
    "Tara", "Uma", "Viktor", "Wen", "Yara", "Zeki",
)  # fmt: skip
LAST_NAMES = (
    "Abara", "Almeida", "Andersen", "Bauer", "Berg", "Castillo", "Chen", "Diallo", "Eriksen", "Fischer", "Garcia",
    "Haddad", "Hoang", "Ito", "Jansen", "Kaya", "Keller", "Kowalski", "Lindqvist", "Marino", "Mensah", "Moreau",
    "Nakamura", "Novak", "Okafor", "Petrov", "Quist", "Rossi", "Santos", "Schmidt", "Tanaka", "Ueda", "Vogel", "Weber",
    "Xu", "Yilmaz", "Zamora",
)  # fmt: skip
PLACES = ("Berlin", "Lisbon", "Nairobi", "Osaka", "Remote", "Toronto", "Utrecht", "Warsaw")
TITLES = ("Engineer", "Designer", "Analyst", "Manager", "Support")
REASON = (
    "They took a whole afternoon to help us through the move to the new queue, wrote down what they found, and stayed "
    "until the last of the jobs had run through. Our release went out on the day we had promised."
)
WHY = (
    "Five colleagues of three teams spoke for them in the last year.",
    "Eleven changes that others had reviewed still stand.",
    "They helped in two incidents outside of their own area.",
    "One of the voices comes from a department they had not worked with before.",
)
