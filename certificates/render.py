"""Prints one document from the command line:

    python -m certificates.render certificates/sample.json
    python -m certificates.render sample.json --output paper.pdf --fonts /path/to/fonts.conf

The PDF lies beside the file unless --output says where. Fonts are those that script/assets
has built. The file holds a `certificates.rendering.Job` as JSON:

    {
      "html": "<html lang=\\"de\\"><title>…</title>…",      needs a language and a title
      "css": "p { color: #123 }",
      "assets": {"asset:qr.png": "iVBORw0KGgo…"},          in base64
      "profile": "certificate",                            or "handout", "certificate-ua2"
      "attachments": [{"name": "credential.json", "content": "eyJ…", "description": "…",
                       "relationship": "Data", "created": "2026-11-22"}],
      "signature_field": "Signature of the issuer"
    }

All but "html" may be left out. The document is printed in a process of its own with limits on
time and memory, exactly as the platform does it. Ends with 1, and says why on standard error,
where the document is refused or cannot be printed.
"""

import argparse
import json
import sys
from pathlib import Path

from certificates.printing import PROJECT_DIR, print_all, unpack
from certificates.rendering import RenderError, RenderRefused

FONTS_CONF = PROJECT_DIR / "build/fonts/fonts.conf"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m certificates.render")
    parser.add_argument("job", type=Path, help="a JSON file")
    parser.add_argument("--output", type=Path, help="where to write the PDF")
    parser.add_argument("--fonts", type=Path, default=FONTS_CONF, help="a fonts.conf")
    options = parser.parse_args(arguments)
    try:
        job = unpack(json.loads(options.job.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        sys.stderr.write(f"This is no job: {error}\n")
        return 1
    (result,) = print_all([job], fonts_conf=options.fonts.resolve())
    if isinstance(result, RenderError):
        lines = result.lines if isinstance(result, RenderRefused) else [result.reason]
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        return 1
    (options.output or options.job.with_suffix(".pdf")).write_bytes(result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
