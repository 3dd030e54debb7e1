"""How long a lesson takes, and how hard its text is to read. Pure: text in, numbers out.

Minutes: every word that is put before a reader once, at 180 words a minute; half a minute
more for each question and each decision of a scenario. Of a self-check that draws from a
pool, the part that is drawn. Of a scenario, the recommended way: what one meets on it.
"""

import re
from collections.abc import Iterator

WORDS_A_MINUTE = 180
A_QUESTION = A_DECISION = 0.5
QUESTIONS = frozenset(
    re.findall(
        r"\S+",
        "single_choice multiple_choice true_false ordering matching sorting short_text numeric "
        "case",
    )
)
# Not read by everybody: settings, addresses, and other ways to the same content.
UNREAD = frozenset(
    re.findall(
        r"\S+",
        "sources id kind level rating next name perspective text_version summary accepted mistakes "
        "image alt description template correct certainty draw answer tolerance",
    )
)
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"\]\([^)]*\)")
_SENTENCE = re.compile(r"[.!?:…]+[\s“\"*)]*(?=\s|$)|\n\s*\n|\n\s*(?:[-*]|\d+\.) ")


def words(text: str) -> int:
    return len(_WORD.findall(_LINK.sub("]", text)))


def texts(value) -> Iterator[str]:
    """Yield every text of a block that is read by everybody."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in UNREAD:
                yield from texts(item)


def words_of(body: list) -> int:
    """Return how many words of a lesson are read by everybody; of scenarios, all."""
    return sum(words(text) for text in texts(body))


def minutes_of(body: list, pace: int = WORDS_A_MINUTE) -> float:
    """Return how long it takes to read a lesson, at so many words a minute, and to do it."""
    return sum(_minutes(kind, value, pace) for block in body for kind, value in block.items())


def questions_of(body: list) -> Iterator[tuple[str, dict]]:
    """Yield kind and value of every question, also of those in self-checks."""
    for block in body:
        for kind, value in block.items():
            if kind == "self_check":
                yield from questions_of(value["questions"])
            elif kind in QUESTIONS:
                yield kind, value


def _minutes(kind: str, value, pace: int) -> float:
    if kind == "self_check":
        asked = [item for question in value["questions"] for item in question.items()]
        pool = [_minutes(*item, pace) for item in asked]
        head = words(f"{value['title']} {value.get('introduction', '')}") / pace
        return head + sum(pool) * (value.get("draw") or len(pool)) / len(pool)
    if kind == "scenario":
        return _minutes_of_scenario(value, pace)
    minutes = sum(words(text) for text in texts({kind: value})) / pace
    if kind in QUESTIONS:
        minutes += A_QUESTION * max(1, len(value.get("parts", ())))
    return minutes


def _minutes_of_scenario(value: dict, pace: int) -> float:
    met = [value["title"], value["introduction"]]
    way = recommended_way(value["situations"])
    for situation, chosen in way:
        met += [situation["title"], situation["text"]]
        met += [decision["text"] for decision in situation.get("decisions", ())]
        met += [text for item in chosen for text in (item["consequence"], item["feedback"])]
    decisions = sum(bool(chosen) for _situation, chosen in way)
    return sum(map(words, met)) / pace + A_DECISION * decisions


def recommended_way(situations: list) -> list[tuple[dict, list]]:
    """Return the shortest favourable way: each situation with what is decided in it.

    The last one is the end. Where no way is favourable throughout: every situation, with
    its first decision, which is more than anybody meets.
    """
    by_name = {item["name"]: item for item in situations}
    waiting, seen = [(situations[0], [])], {situations[0]["name"]}
    for current, way in waiting:
        decisions = current.get("decisions", [])
        if not decisions:
            return [*way, (current, [])]
        good = [item for item in decisions if item["rating"] == "good"]
        for chosen in [good] if current.get("several") and good else [[item] for item in good]:
            target = chosen[0]["next"]
            if target in by_name and target not in seen:
                seen.add(target)
                waiting.append((by_name[target], [*way, (current, chosen)]))
    return [(item, item.get("decisions", [])[:1]) for item in situations]


def prose_of(body: list) -> str:
    """Return the running text of a lesson: what stands in sentences."""
    kept = ("text", "callout", "accordion", "quotation", "steps", "scenario")
    blocks = [block for block in body if next(iter(block)) in kept]
    return "\n\n".join(texts(blocks))


def lix(text: str) -> float:
    """Return the readability index LIX of C. H. Björnsson (Läsbarhet, 1968).

    Words per sentence plus the share, in percent, of words with more than six letters.
    Rules of thumb for German: below 40 easy, 40 to 50 medium, above 60 hard.
    """
    found = re.findall(r"[^\W\d_]+(?:[-:][^\W\d_]+)*", _LINK.sub("]", text))
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    if not found or not sentences:
        return 0.0
    long = sum(len(word) > 6 for word in found)
    return len(found) / len(sentences) + 100 * long / len(found)
