"""Times that music can come from: decades and ages, each under one name."""

from __future__ import annotations

ERAS: dict[str, str] = {
    "twenties, the twenties, roaring twenties, jazz age, 二十年代": "1920s",
    "thirties, the thirties, 三十年代": "1930s",
    "forties, the forties, wartime, 四十年代": "1940s",
    "fifties, the fifties, 五十年代": "1950s",
    "sixties, the sixties, swinging sixties, 六十年代": "1960s",
    "seventies, the seventies, 七十年代": "1970s",
    "eighties, the eighties, 八十年代": "1980s",
    "nineties, the nineties, 九十年代": "1990s",
    "two thousands, the noughties, noughties, y2k, 千禧年代, 千禧年": "2000s",
    "turn of the century, fin de siecle, belle epoque, 世纪之交": "1900s",
    "victorian, victorian era, 维多利亚时代": "19th century",
    "edwardian": "1900s",
    "19th century, nineteenth century, romantic era, romantic period, 十九世纪, 19世纪, "
    "浪漫主义时期, 浪漫派时期": "19th century",
    "18th century, eighteenth century, classical era, classical period, 十八世纪, 18世纪, 古典主义时期": "18th century",
    "17th century, seventeenth century, 十七世纪, 17世纪": "17th century",
    "16th century, sixteenth century, elizabethan, tudor, 十六世纪, 16世纪": "16th century",
    "20th century, twentieth century, 二十世纪, 20世纪": "20th century",
    "baroque, baroque era, baroque period, 巴洛克, 巴洛克时期": "baroque",
    "renaissance, renaissance era, 文艺复兴, 文艺复兴时期": "renaissance",
    "medieval, mediaeval, middle ages, the middle ages, 中世纪, 中世纪时期": "medieval",
    "ancient, antique, 古代, 上古, 远古": "ancient",
    "vintage, retro, old school, oldschool, old time, old timey, old fashioned, oldies, throwback, 复古, 老派, "
    "老式, 怀旧金曲, "
    "经典老歌, 老歌": "vintage",
    "modern, contemporary, current, present day, todays, up to date, 现代, 当代, 时下, 当下": "modern",
    "futuristic, future, sci fi, science fiction, 未来, 未来感, 科幻, 未来主义": "futuristic",
}


def decade_name(year: int) -> str:
    """Full name of a decade; two digits up to 20 are of this century.

    >>> decade_name(90), decade_name(1970), decade_name(10)
    ('1990s', '1970s', '2010s')
    """
    if year < 100:
        year += 2000 if year < 20 else 1900
    return f"{year // 10 * 10}s"
