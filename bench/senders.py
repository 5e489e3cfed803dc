"""Made-up senders, each another."""

from collections.abc import Iterator, Sequence
from random import Random

from app.letters.sender import Sender

COUNTRIES = ("DE", "FR", "CH", "GB", "US", "PL", "KZ", "CA")
_NAMES = (
    "Anna", "Bjørn", "Chloë", "Dilnaz", "Éva", "Fatma", "Göran", "Hana", "İlknur", "Jürgen",
    "Łucja", "Marta", "Noël", "Óscar", "Petra", "Айгүл", "Борис", "Ерлан", "Олена", "Юлия",
)  # fmt: skip
_SURNAMES = (
    "Andersson", "Bērziņš", "Černá", "D’Amico", "Ekström", "Fischer-Lange", "García", "Høgh",
    "Jónsdóttir", "Kowalczyk", "López", "Müller", "Nagy", "O’Brien", "Şahin", "Великова",
    "Ниязбекова", "Сәрсенбаев", "Шевченко", "Щукина",
)  # fmt: skip
_STREETS = (
    "Hauptstraße", "Rue de l’Église", "Długa", "Vänskapsgatan", "High Street", "Абай даңғылы",
)  # fmt: skip
_TOWNS = ("Berlin", "Besançon", "Łódź", "Malmö", "Sheffield", "Алматы", "Zürich", "Győr")


def senders(countries: Sequence[str], seed: int = 3) -> Iterator[Sender]:
    """Yield senders for ever, who post from any of these countries."""
    random = Random(seed)
    while True:
        town = random.choice(_TOWNS)
        yield Sender.typed(
            name=f"{random.choice(_NAMES)} {random.choice(_SURNAMES)}",
            address=f"{random.choice(_STREETS)} {random.randint(1, 999)}\n"
            f"{random.randint(10_000, 99_999)} {town}",
            town=town,
            country=random.choice(countries),
        )
