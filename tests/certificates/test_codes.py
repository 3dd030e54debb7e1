"""Check codes: random, and read as they were meant."""

import pytest

from certificates import codes

CODE = "7K3M9PQRSTVWXYZ0123456789ABC"


def test_codes_are_long_random_and_of_the_alphabet():
    made = {codes.new_code() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(code) for code in made} == {28}
    assert set("".join(made)) == set(codes.ALPHABET)
    assert len(codes.ALPHABET) ** codes.LENGTH >= 2**128


def test_letters_that_look_alike_are_not_used():
    assert set("ILOU") & set(codes.ALPHABET) == set()


def test_printed_in_groups():
    assert codes.printed(CODE) == "7K3M-9PQR-STVW-XYZ0-1234-5678-9ABC"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        codes.printed(CODE),
        codes.printed(CODE).lower(),
        " 7k3m 9pqr stvw xyzo l234 5678 9abc\n",
        "7K3M-9PQR-STVW-XYZO-I234-5678-9ABC",
    ],
)
def test_read_as_meant(text):
    assert codes.read(text) == CODE


@pytest.mark.parametrize(
    "text", ["", "7K3M", CODE + "A", CODE[:-1] + "U", CODE[:-1] + "ß", "x" * 10_000]
)
def test_what_cannot_be_a_code(text):
    assert codes.read(text) is None
