"""Names as people in Europe and Central Asia write them."""

from hypothesis import strategies

from app.letters.measure import missing_glyphs

LATIN = (
    "Ää Öö Üü ß Àà Ââ Ææ Çç Éé Èè Êê Ëë Îî Ïï Ôô Œœ Ùù Ûû Ÿÿ Áá Íí Óó Úú Ññ Ãã Õõ Åå Øø Ðð Þþ Ýý "
    "Ąą Ćć Ęę Łł Ńń Śś Źź Żż Čč Ďď Ěě Ňň Řř Šš Ťť Ůů Žž Ĺĺ Ľľ Ŕŕ Őő Űű Ăă Șș Țț Đđ Āā Ēē Ģģ Īī "
    "ʻ ʼ Ķķ Ļļ Ņņ Ūū Ėė Įį Ųų Ħħ Ġġ Ċċ Ğğ İı Şş Əə Ŵŵ Ŷŷ Ŋŋ Ŧŧ Ŀŀ Ōō Ĝĝ Ĥĥ Ĵĵ Ŝŝ Ŭŭ Ǎǎ Ǧǧ Ǩǩ Ǯǯ Ẁẁ"
)
CYRILLIC = (
    "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя ҐґЄєІіЇї Ўў ЂђЈјЉљЊњЋћЏџ "
    "ЃѓЅѕЌќЍѝ ӘәҒғҚқҢңӨөҰұҮүҺһ ӢӣӮӯҲҳҶҷ ҖҗҘҙҠҡҪҫ ӐӑӖӗӲӳ Ӕӕ ӶӷҔҕҤҥ ӜӝӞӟӤӥӦӧӴӵӰӱ Ӏӏ ӋӌӸӹ Ҽҽ Ԥԥ"
)
_BASIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_INSIDE = "'’-. 12·()"


def _printable(letters: str) -> str:
    """Return those letters that the font has, each as often as it stands there."""
    return "".join(letter for letter in letters.replace(" ", "") if not missing_glyphs(letter))


def _words(letters: str) -> strategies.SearchStrategy[str]:
    letter = strategies.sampled_from(letters)
    accented = strategies.tuples(strategies.sampled_from(_BASIC), strategies.sampled_from("́̈̌"))
    inside = strategies.sampled_from(_INSIDE)
    usual = [letter] * 12 + [inside]
    marked = strategies.lists(strategies.one_of(letter, accented.map("".join)), max_size=6)
    rest = strategies.one_of(
        *[strategies.lists(strategies.one_of(*usual), max_size=20)] * 9, marked
    )
    return strategies.tuples(letter, rest.map("".join)).map("".join)


NAMES = strategies.lists(
    strategies.one_of(
        _words(_BASIC + _printable(LATIN)),
        _words(_printable(CYRILLIC)),
        _words(_BASIC),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
"""Short and long ones, of one alphabet or of both, with apostrophes, marks and figures."""
