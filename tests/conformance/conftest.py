"""Everything is printed once, signed once and judged in one start of veraPDF."""

import pytest
from django.conf import settings

from certificates.printing import print_all
from certificates.rendering import Profile
from tests.conformance import verapdf
from tests.conformance.variants import CERTIFICATES, certificate, make_signer


@pytest.fixture(scope="session")
def judge(tmp_path_factory):
    return verapdf.VeraPdf(tmp_path_factory.mktemp("verapdf")).judge


@pytest.fixture(scope="session")
def unsigned():
    """Every certificate, as bytes, by its variant."""
    jobs = [certificate(*variant) for variant in CERTIFICATES]
    results = print_all(jobs, fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    refused = [result for result in results if not isinstance(result, bytes)]
    assert [getattr(result, "lines", result.reason) for result in refused] == []
    return dict(zip(CERTIFICATES, results, strict=True))


@pytest.fixture(scope="session")
def signed(unsigned):
    signer = make_signer()
    return {variant: signer.sign(pdf).pdf for variant, pdf in unsigned.items()}


@pytest.fixture(scope="session")
def files(unsigned, signed, tmp_path_factory):
    """Map (state, variant) to the path of its file."""
    folder = tmp_path_factory.mktemp("certificates")
    paths = {}
    for state, pdfs in (("unsigned", unsigned), ("signed", signed)):
        for variant, pdf in pdfs.items():
            paths[state, variant] = folder / f"{state}-{'-'.join(variant)}.pdf"
            paths[state, variant].write_bytes(pdf)
    return paths


@pytest.fixture(scope="session")
def judgements(judge, unsigned, signed):
    """Map (state, variant, standard) to a judgement."""
    questions = {
        (state, variant, standard): pdf
        for state, pdfs in (("unsigned", unsigned), ("signed", signed))
        for variant, pdf in pdfs.items()
        for standard in standards_of(variant)
    }
    answers = judge([(pdf, key[-1]) for key, pdf in questions.items()])
    return dict(zip(questions, answers, strict=True))


def standards_of(variant) -> tuple[str, ...]:
    is_certificate = variant[-1] == Profile.CERTIFICATE
    return verapdf.CERTIFICATE if is_certificate else verapdf.CERTIFICATE_UA2
