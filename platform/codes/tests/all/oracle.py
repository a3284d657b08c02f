"""Two independent implementations as judges: python-codicefiscale and python-stdnum.

give N      writes N lines «code TAB birth TAB sex TAB place» of invented people, some with letters for digits
judge       reads «kind TAB code TAB 0|1» and writes the lines whose verdict is another
"""

import random
import sys
from datetime import date, timedelta

from codicefiscale import codicefiscale
from stdnum import iban
from stdnum.it import codicefiscale as other
from stdnum.it import iva

LETTERS = str.maketrans("LMNPQRSTUV", "0123456789")


def give(count):
    random.seed(2026)
    places = sorted(codicefiscale._get_data()["codes"])
    names = ["Amal", "Bo", "Chiara", "Dmytro", "Elif", "Fu", "Gioele", "Huda", "Io", "Nicolò", "D'Angelo", "Xu", "Ng"]
    while count:
        birth = date(1925, 1, 1) + timedelta(days=random.randrange(37000))
        sex, place = random.choice("MF"), random.choice(places)
        try:
            code = codicefiscale.encode(random.choice(names), random.choice(names), sex, birth.isoformat(), place)
            code = random.choice(codicefiscale.decode(code)["omocodes"])
            read = codicefiscale.decode(code)
        except ValueError:  # the place was not there at that time
            continue
        # The place may since have another code; what stands in the code is what counts.
        written = code[11] + code[12:15].translate(LETTERS)
        # It guesses the century; so the two agree but for that.
        assert f"{read['birthdate']:%y%m%d}" == f"{birth:%y%m%d}" and read["gender"] == sex
        print(code, birth.isoformat(), sex, written, sep="\t")
        count -= 1


def good(kind, code):
    if kind == "person":
        # stdnum takes days over 80; codicefiscale knows the form and the control letter alone.
        return other.is_valid(code) and int(code[9:11].translate(LETTERS)) <= 71 and \
            codicefiscale.decode_raw(code)["cin"] == codicefiscale.encode_cin(code)
    return {"vat": iva.is_valid, "iban": iban.is_valid}[kind](code)


def judge():
    for line in sys.stdin:
        kind, code, verdict = line.split()
        if good(kind, code) != (verdict == "1"):
            print(kind, code, verdict)


give(int(sys.argv[2])) if sys.argv[1] == "give" else judge()
