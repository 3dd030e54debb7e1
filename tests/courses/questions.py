"""Questions of every kind: one fixed of each, and strategies that make up others."""

from hypothesis import strategies as st

from courses.enums import TaskKind
from courses.grading import (
    AssigningQuestion,
    CaseQuestion,
    ChoiceQuestion,
    Item,
    Mistake,
    NumericQuestion,
    Option,
    OrderingQuestion,
    OrderItem,
    ShortTextQuestion,
    Target,
    TrueFalse,
    plain,
    target_id,
)

SINGLE = ChoiceQuestion(
    id="single",
    kind=TaskKind.SINGLE_CHOICE,
    text="Welche Anschrift?",
    options=(Option("a", "Dienstort", True, "Ja."), Option("b", "Zuhause", False, "Nein.")),
)
MULTIPLE = ChoiceQuestion(
    id="multiple",
    kind=TaskKind.MULTIPLE_CHOICE,
    text="Was gehört dazu?",
    options=(
        Option("a", "Uhrzeit", True, "Ja."),
        Option("b", "Adresse", True, "Ja."),
        Option("c", "Gerät", False, "Nein."),
    ),
)
STATEMENT = TrueFalse(
    id="statement",
    text="Die Frist beträgt drei Monate.",
    is_true=True,
    feedback_true="So ist es.",
    feedback_false="Doch.",
)
ORDERING = OrderingQuestion(
    id="ordering",
    text="In welcher Reihenfolge?",
    items=tuple(
        OrderItem(name, text, f"Weil {text}.")
        for name, text in [("1", "Aufstehen"), ("2", "Ansprechen"), ("3", "Gehen")]
    ),
)
MATCHING = AssigningQuestion(
    id="matching",
    kind=TaskKind.MATCHING,
    text="Wer hilft wobei?",
    items=(
        Item("p", "Polizei", target_id("p"), "Bei Gefahr."),
        Item("r", "Personalrat", target_id("r"), "Vertraulich."),
    ),
    targets=(
        Target(target_id("p"), "akute Gefahr"),
        Target(target_id("r"), "Beratung"),
        Target(target_id("x"), "Strafurteil"),
    ),
)
SORTING = AssigningQuestion(
    id="sorting",
    kind=TaskKind.SORTING,
    text="Welche Stufe?",
    items=(
        Item("s", "Beschimpfung", "one", "Worte."),
        Item("t", "Schlag", "two", "Körper."),
        Item("u", "Tritt", "two", "Körper."),
    ),
    targets=(Target("one", "Stufe 1"), Target("two", "Stufe 2")),
)
WORDS = ShortTextQuestion(
    id="words",
    text="Wie heißt die Stelle?",
    accepted=("Starke Stelle", "die Starke Stelle"),
    mistakes=(Mistake("Onlinewache", "Das ist die Polizei."),),
    other="Sie berät kommunale Amts- und Mandatspersonen.",
    feedback="Sie ist seit 2024 erreichbar.",
)
NUMBER = NumericQuestion(
    id="number",
    text="Wie viele Vorfälle wurden gemeldet?",
    answer="30",
    tolerance="2,5",
    unit="%",
    mistakes=(Mistake("70", "So groß ist das Dunkelfeld."),),
    other="Es waren rund 30 %.",
)
CASE = CaseQuestion(
    id="case",
    text="Ein Fall",
    case="<p>Es ist laut geworden.</p>",
    parts=(SINGLE, ORDERING, NUMBER),
)
EVERY_KIND = (
    SINGLE,
    MULTIPLE,
    STATEMENT,
    ORDERING,
    MATCHING,
    SORTING,
    WORDS,
    NUMBER,
    CASE,
)

texts = st.text(max_size=20)
sure = st.booleans()
ids = st.text("abcdef0123456789-", min_size=1, max_size=6)


def lists_of(strategy, least: int = 2, most: int = 6):
    """Draw a list of what is built from one id each, all ids different."""
    return st.lists(ids, min_size=least, max_size=most, unique=True).flatmap(
        lambda names: st.tuples(*[strategy(name) for name in names])
    )


def common(**own):
    return {"id": ids, "text": texts, "feedback": texts, "ask_certainty": sure, **own}


@st.composite
def choices(draw, kinds=(TaskKind.SINGLE_CHOICE, TaskKind.MULTIPLE_CHOICE)):
    kind = draw(st.sampled_from(kinds))
    options = draw(lists_of(lambda name: st.builds(Option, st.just(name), texts, sure, texts)))
    return draw(st.builds(ChoiceQuestion, **common(kind=st.just(kind), options=st.just(options))))


@st.composite
def assigning(draw):
    kind = draw(st.sampled_from([TaskKind.MATCHING, TaskKind.SORTING]))
    targets = draw(lists_of(lambda name: st.builds(Target, st.just(target_id(name)), texts)))
    names = st.sampled_from([target.id for target in targets])
    items = draw(lists_of(lambda name: st.builds(Item, st.just(name), texts, names, texts)))
    own = common(kind=st.just(kind), targets=st.just(targets), items=st.just(items))
    return draw(st.builds(AssigningQuestion, **own))


statements = st.builds(TrueFalse, **common(is_true=sure, feedback_true=texts, feedback_false=texts))
orderings = st.builds(
    OrderingQuestion,
    **common(items=lists_of(lambda name: st.builds(OrderItem, st.just(name), texts, texts))),
)
mistakes = st.lists(st.builds(Mistake, texts, texts), max_size=3).map(tuple)
written = st.builds(
    ShortTextQuestion,
    **common(
        accepted=st.lists(texts, min_size=1, max_size=3).map(tuple), mistakes=mistakes, other=texts
    ),
)
typed_numbers = st.one_of(st.integers().map(str), st.decimals(allow_nan=False).map(str), texts)
numeric = st.builds(
    NumericQuestion,
    **common(
        answer=typed_numbers, tolerance=typed_numbers, unit=texts, mistakes=mistakes, other=texts
    ),
)
simple = st.one_of(choices(), statements, orderings, assigning(), written, numeric)


@st.composite
def cases(draw):
    parts = {part.id: part for part in draw(st.lists(simple, min_size=1, max_size=4))}
    return draw(st.builds(CaseQuestion, **common(parts=st.just(tuple(parts.values())))))


questions = st.one_of(simple, cases())


@st.composite
def answers(draw, question):
    """Draw a value as it is stored, right or wrong, of a question of any kind."""
    if isinstance(question, CaseQuestion):
        return {"parts": {part.id: draw(answers(part)) for part in question.parts}}
    if isinstance(question, OrderingQuestion):
        return {"order": draw(st.permutations([item.id for item in question.items]))}
    if isinstance(question, AssigningQuestion):
        targets = st.sampled_from([target.id for target in question.targets])
        return {"matches": {item.id: draw(targets) for item in question.items}}
    if isinstance(question, ChoiceQuestion):
        most = len(question.options) if question.kind == TaskKind.MULTIPLE_CHOICE else 1
        names = st.sampled_from([option.id for option in question.options])
        return {"selected": sorted(draw(st.lists(names, min_size=1, max_size=most, unique=True)))}
    if isinstance(question, NumericQuestion):
        return {"text": str(draw(st.integers(-(10**9), 10**9)))}
    return {"text": draw(texts.map(plain).filter(bool))}


@st.composite
def forms(draw, question):
    """Draw what a form of this question may send: anything in the right fields."""
    values = st.one_of(texts, ids, st.sampled_from(["1", "2", "true", "sure", "", "\x00"]))
    return {
        name: draw(st.lists(values, max_size=3))
        for name in question.ask().names
        if draw(st.booleans())
    }
