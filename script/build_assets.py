"""Builds what is served and embedded from the packages in node_modules; see script/assets.

    build/static/vendor/kern.css       the part of KERN that is used, with its font faces
    build/static/vendor/fonts/*.woff2  Fira Sans, cut down to the letters of European names
    build/fonts/*.ttf, fonts.conf      complete fonts for certificates, which may bear any name

KERN is taken from its compiled style sheet, the one its own project tests, and not from
SCSS: leaving rules out needs no second compiler.
"""

import gzip
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import tinycss2
from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
KERN = PACKAGES / "@kern-ux/native"
NOTO = PACKAGES / "@expo-google-fonts"
VENDOR = ROOT / "build/static/vendor"
FONTS = ROOT / "build/fonts"

# What the templates use of KERN; script/test fails for a class in them that is not there.
COMPONENTS = {
    *("accordion", "alert", "badge", "btn", "btn-wrapper", "card", "divider"),
    *("description-list", "description-list-item", "progress", "summary", "summary-group"),
    *("table", "table-responsive", "task-list", "task-list-group", "number"),
    *("fieldset", "form-check", "form-input", "error", "hint", "icon"),
    *("body", "heading", "hgroup", "label", "link", "list", "preline", "subline", "title"),
    *("heading-display", "heading-x-large", "heading-large", "heading-medium", "heading-small"),
    *("dark", "light", "level-0", "level-1", "level-2", "layer", "sr-only"),
}
ICONS = {
    *("account-circle", "arrow-back", "arrow-forward", "calendar-today", "check", "close"),
    *("danger", "dehaze", "download", "help", "info", "logout", "open-in-new", "search"),
    *("success", "warning"),
}

# Our own style sheets and a municipality's colours may use these even where KERN does not.
PUBLIC_PROPERTY = re.compile(
    r"--kern-(color-(action|decorative|feedback|form|layout)|metric-(border|space)"
    r"|typography-(font-family-default|font-size|font-weight|line-height))"
)

# Mended here until KERN does: a checked radio button looks unchecked in forced colours, and
# pages scroll smoothly even for people who asked for no motion.
CORRECTIONS = """
@media (forced-colors:active){.kern-form-check__radio:checked:before{
background-color:CanvasText!important;forced-color-adjust:none}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
"""

CUTS = {"Regular": 400, "SemiBold": 600}
# Latin, Latin-1, Latin Extended-A, the Romanian and Azeri letters beyond, capital sharp s,
# combining accents (German registers hold names that need them), punctuation, arrows, signs.
LETTERS = (
    "20-7E A0-17F 18F 192 218-21B 259 2C6 2C7 2D8-2DD 300-304 306-30C 323-328 1E9E "
    "2009-200D 2010-2015 2018-201E 2020-2022 2026 202F 2030 2032 2033 2039 203A 2044 2060 "
    "20AC 2116 2122 2190-2193 2212 2248 2260 2264 2265"
)
# KERN's weight 500 is not shipped; 600 is the nearest. Arial, scaled to the width of Fira Sans
# in German text, stands in where the font is not there at once ("optional"): it stays for that
# page, so that no line ever jumps under somebody's eyes. The next page has Fira Sans.
TYPOGRAPHY = """
@font-face{font-family:"Fira Sans Fallback";font-weight:400;
src:local("Arial"),local("Liberation Sans");
size-adjust:102.5%;ascent-override:91.2%;descent-override:25.9%;line-gap-override:0%}
@font-face{font-family:"Fira Sans Fallback";font-weight:600;
src:local("Arial Bold"),local("Liberation Sans Bold");
size-adjust:95.6%;ascent-override:97.8%;descent-override:27.7%;line-gap-override:0%}
:root{--kern-typography-font-weight-medium:600;
--kern-typography-font-family-fira-sans:"Fira Sans","Fira Sans Fallback",sans-serif}
"""

# Noto Sans holds Latin, Greek, Cyrillic and Devanagari; Noto Sans Math arrows and signs.
CERTIFICATE_FONTS = [
    *("noto-sans/400Regular", "noto-sans/700Bold", "noto-serif/400Regular", "noto-serif/700Bold"),
    *("noto-sans-arabic/400Regular", "noto-sans-arabic/700Bold"),
    *("noto-sans-hebrew/400Regular", "noto-sans-hebrew/700Bold"),
    *("noto-emoji/400Regular", "noto-sans-math/400Regular"),
]
# Further scripts of people's names, from Debian: npm packs all weights of a Chinese font
# together, where one of Debian's files of 20 MB holds Chinese, Japanese and Korean.
SYSTEM_FONTS = Path("/usr/share/fonts")
FURTHER_SCRIPTS = [
    *("Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada", "Khmer"),
    *("Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana", "Thai"),
]
SYSTEM_PACKAGES = {
    "fonts-noto-core": [
        *(
            f"truetype/noto/NotoSans{script}-{weight}.ttf"
            for script in FURTHER_SCRIPTS
            for weight in ("Regular", "Bold")
        ),
        "truetype/noto/NotoSansSyriac-Regular.ttf",
        "truetype/noto/NotoSansSymbols2-Regular.ttf",  # ➔ ☐ ✗, typed in lists
        *(f"truetype/noto/NotoSerifTibetan-{weight}.ttf" for weight in ("Regular", "Bold")),
    ],
    "fonts-noto-cjk": [f"opentype/noto/NotoSansCJK-{weight}.ttc" for weight in ("Regular", "Bold")],
}
# What follows "Noto Sans" and "Noto Serif", in this order: a sign takes the first that has
# it. Of Chinese, Japanese and Korean forms of one sign, a name without `lang` gets the first.
FALLBACKS = [
    *("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"),
    *(f"Noto Sans {script}" for script in FURTHER_SCRIPTS),
    *("Noto Sans Syriac", "Noto Serif Tibetan", "Noto Emoji", "Noto Sans Math"),
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans Symbols2"),
]
# The only folder named is ours: a certificate must look the same on every machine.
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer>{fallbacks}</prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Serif</family>{fallbacks}</prefer></alias>
  <alias><family>emoji</family><prefer><family>Noto Emoji</family></prefer></alias>
</fontconfig>
"""


# --- KERN ---------------------------------------------------------------------------------


def is_used(selector: str) -> bool:
    """Whether all KERN classes that a selector needs are among ours."""
    needed = re.sub(r":not\([^)]*\)", "", selector)
    for block, modifier in re.findall(r"\.kern-([a-z0-9]+(?:-[a-z0-9]+)*)(?:--([a-z-]+))?", needed):
        if block not in COMPONENTS:
            return False
        if block == "icon" and modifier and modifier not in ICONS | {"small", "large", "x-large"}:
            return False
    return True


def used_selectors(prelude: list) -> str:
    """Return the used ones of a comma-separated list of selectors."""
    selectors, current = [], []
    for token in [*prelude, None]:
        if token is None or token == ",":
            selectors.append(tinycss2.serialize(current).strip())
            current = []
        else:
            current.append(token)
    return ",".join(filter(is_used, selectors))


def without_fallbacks(tokens: list, defined: set[str]) -> list:
    """Shorten var(--token, fallback) to var(--token) where the token is defined."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var" and token.arguments[0].value in defined:
                token.arguments = token.arguments[:1]
            without_fallbacks(token.arguments, defined)
        elif token.type in ("() block", "[] block", "{} block"):
            without_fallbacks(token.content, defined)
    return tokens


class Sheet:
    """The used part of a style sheet: rules as (media query, selector, declarations)."""

    def __init__(self, css: str) -> None:
        self.rules: list[tuple[str, str, list]] = []
        self.constants: dict[str, str] = {}
        self._read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), "")
        self._drop_unused_properties()
        self._take_out_constants()

    def _read(self, rules: list, media: str) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                if selector := used_selectors(rule.prelude):
                    declarations = tinycss2.parse_blocks_contents(rule.content, True, True)
                    self.rules.append((media, selector, declarations))
            elif rule.at_keyword == "media":
                inner = tinycss2.parse_rule_list(rule.content, True, True)
                self._read(inner, tinycss2.serialize(rule.prelude).strip())
            elif rule.at_keyword not in ("charset", "font-face", "keyframes"):
                raise ValueError(f"KERN has a new kind of rule: @{rule.at_keyword}")

    def _drop_unused_properties(self) -> None:
        everything = [item for _, _, items in self.rules for item in items]
        defined = {item.name for item in everything if item.name.startswith("--")}
        used = {name for name in defined if PUBLIC_PROPERTY.match(name)}
        needs: dict[str, set[str]] = {}
        for item in everything:
            names = defined & set(re.findall(r"--[\w-]+", tinycss2.serialize(item.value)))
            if item.name in defined:
                needs.setdefault(item.name, set()).update(names)
            else:
                used |= names
        reached: set[str] = set()
        while used:
            reached |= used
            used = set().union(*(needs[name] for name in used)) - reached
        for _, _, items in self.rules:
            items[:] = [item for item in items if item.name not in defined - reached]
            for item in items:
                without_fallbacks(item.value, reached)

    def _take_out_constants(self) -> None:
        """Collect the properties that have one value everywhere: they are written in place."""
        values: dict[str, list[str]] = {}
        for _, _, items in self.rules:
            for item in items:
                if item.name.startswith("--") and not PUBLIC_PROPERTY.match(item.name):
                    values.setdefault(item.name, []).append(tinycss2.serialize(item.value).strip())
        self.constants = {name: found[0] for name, found in values.items() if len(found) == 1}
        for _, _, items in self.rules:
            items[:] = [item for item in items if item.name not in self.constants]

    def _declaration(self, item: tinycss2.ast.Declaration, media: str) -> str:
        value = tinycss2.serialize(item.value).strip()
        if "forced-colors" in media and value == "var(--kern-color-white)":
            value = "CanvasText"  # white icons vanish where the forced colours are light
        while (filled := re.sub(r"var\((--[\w-]+)\)", self._constant, value)) != value:
            value = filled
        return f"{item.name}:{value}" + "!important" * item.important

    def _constant(self, match: re.Match) -> str:
        return self.constants.get(match[1], match[0])

    def __str__(self) -> str:
        parts, open_media = [], ""
        for media, selector, items in self.rules:
            names = {item.name for item in items}
            body = ";".join(
                self._declaration(item, media)
                for item in items
                if not (item.name == "-webkit-mask" and "mask" in names)
            )
            if not body:
                continue
            if media != open_media:
                parts.append("}" * bool(open_media) + (f"@media {media}{{" if media else ""))
                open_media = media
            parts.append(f"{selector}{{{body}}}")
        return "".join(parts) + "}" * bool(open_media)


# --- Fonts --------------------------------------------------------------------------------


def build_web_fonts(target: Path) -> str:
    """Write the font files of the pages and return their font faces."""
    target.mkdir(parents=True, exist_ok=True)
    faces = ""
    for cut, weight in CUTS.items():
        options = subset.Options(
            flavor="woff2",
            # Hints are half of a file, and only old Windows versions read them.
            hinting=False,
            layout_features=["kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum"],
            name_IDs=[0, 1, 2, 13, 14],  # copyright and licence stay in the font
        )
        source = KERN / f"dist/fonts/fira-sans/FiraSans-{cut}.woff2"
        font = subset.load_font(source, options)
        subsetter = subset.Subsetter(options)
        ranges = ",".join("U+" + part for part in LETTERS.split())
        subsetter.populate(unicodes=subset.parse_unicodes(ranges))
        subsetter.subset(font)
        subset.save_font(font, target / f"FiraSans-{cut}.woff2", options)
        faces += (
            f'@font-face{{font-family:"Fira Sans";font-weight:{weight};font-style:normal;'
            f'font-display:optional;src:url("fonts/FiraSans-{cut}.woff2") format("woff2")}}'
        )
    # KERN's package brings the fonts without their licence; the Noto packages bring its text.
    owner = font["name"].getDebugName(0)
    licence = (NOTO / "noto-sans/LICENSE_FONT").read_text().partition("\n")[2]
    (target / "FiraSans.OFL.txt").write_text(f"{owner}\n{licence}")
    return faces + TYPOGRAPHY


def copy_system_fonts(package: str, files: list[str]) -> None:
    """Copy fonts of a Debian package: an upgrade of the machine must not change our output."""
    for file in files:
        source = SYSTEM_FONTS / file
        if not source.is_file():
            sys.exit(f"{source} is missing: run script/setup, or install {package}.")
        shutil.copyfile(source, FONTS / source.name)
    notice = Path("/usr/share/doc") / package / "copyright"
    if notice.is_file():
        shutil.copyfile(notice, FONTS / f"{package}.copyright.txt")


def build_certificate_fonts() -> None:
    FONTS.mkdir(parents=True)
    (FONTS.parent / "fonts-cache").mkdir(exist_ok=True)
    for font in CERTIFICATE_FONTS:
        (file,) = (NOTO / font).glob("*.ttf")
        shutil.copyfile(file, FONTS / file.name)
        package = font.split("/")[0]
        shutil.copyfile(NOTO / package / "LICENSE_FONT", FONTS / f"{package}.OFL.txt")
    for package, files in SYSTEM_PACKAGES.items():
        copy_system_fonts(package, files)
    conf = FONTS / "fonts.conf"
    fallbacks = "".join(f"<family>{family}</family>" for family in FALLBACKS)
    cache = FONTS.parent / "fonts-cache"
    conf.write_text(FONTS_CONF.format(fonts=FONTS, cache=cache, fallbacks=fallbacks))
    if fc_cache := shutil.which("fc-cache"):
        # The server may not be allowed to write here; without a cache each start would scan.
        subprocess.run([fc_cache], env={**os.environ, "FONTCONFIG_FILE": str(conf)}, check=True)


def main() -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.rmtree(FONTS, ignore_errors=True)
    faces = build_web_fonts(VENDOR / "fonts")
    css = str(Sheet((KERN / "dist/kern.min.css").read_text()))
    css += (CORRECTIONS + faces).replace("\n", "")
    version = json.loads((KERN / "package.json").read_text())["version"]
    notice = f"/* KERN UX {version}, EUPL-1.2, reduced and corrected by script/build_assets.py */\n"
    (VENDOR / "kern.css").write_text(notice + css)
    shutil.copyfile(KERN / "LICENSE.md", VENDOR / "kern.LICENSE.md")
    build_certificate_fonts()

    print(f"kern.css: {len(css):,} bytes, {len(gzip.compress(css.encode())):,} compressed")
    for file in sorted(VENDOR.glob("fonts/*.woff2")):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
