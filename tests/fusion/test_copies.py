"""Who has whose words."""

from hypothesis import given
from hypothesis import strategies as st

from tarjih.fusion.candidates import TEXTS, find_pairs, order_of, text_keyed
from tarjih.fusion.copies import align, find_copies, judge_copy, text_keys
from tarjih.fusion.passages import Wording, lay_passages, wording_of

STORY = (
    "قوات سهل الفرات تدخل بلدة بزاعة\n\n"
    "دخلت قوات سهل الفرات بلدة بزاعة شرقي مدينة الباب فجر الاثنين بعد قصف مدفعي استمر أربع ساعات كاملة.\n\n"
    "وقال شهود إن عربات مدرعة وصلت إلى الساحة الكبرى قرب مبنى البريد القديم قبل طلوع الشمس بقليل.\n\n"
    "وغادرت عائلات كثيرة البلدة في الليل نحو القرى الواقعة على ضفة النهر خوفا من تجدد القصف عليها.\n"
)
OTHER = (
    "مهرجان الزيتون يعود إلى عفرين\n\n"
    "عاد مهرجان الزيتون إلى ساحات المدينة بعد غياب أربع سنوات، وعرض المزارعون محصولهم في خيام بيضاء كبيرة.\n"
)


def lay(text: str) -> Wording:
    return wording_of(lay_passages(text))


def pairs_in(texts: dict[str, Wording]) -> list[tuple[str, str]]:
    names = sorted(texts)
    keyed = [text_keyed(text_keys(texts[name])) for name in names]
    found = find_pairs(keyed, order=[order_of(name) for name in names], window=TEXTS)
    return [(names[a], names[b]) for a, b in found.tolist()]


def kinds(**texts: str) -> dict[tuple[str, str], str]:
    laid = {name: lay(text) for name, text in texts.items()}
    return {copy.reports: copy.kind for copy in find_copies(laid, pairs=pairs_in(laid))}


def test_spelling_and_marks_do_not_hide_a_verbatim_copy() -> None:
    spelled = STORY.replace("أ", "ا").replace("ة", "ه").replace(".", "!")
    assert kinds(a=STORY, b=spelled) == {("a", "b"): "verbatim"}


def test_a_whole_sentence_taken_over_makes_an_edited_copy() -> None:
    sentence = STORY.split("\n\n")[2]
    assert kinds(a=STORY, b=OTHER + "\n" + sentence) == {("a", "b"): "edited"}


def test_a_cut_copy_is_a_copy() -> None:
    assert kinds(a=STORY, b="\n\n".join(STORY.split("\n\n")[:2])) == {("a", "b"): "verbatim"}


def test_two_stories_have_nothing_in_common() -> None:
    assert kinds(a=STORY, b=OTHER) == {}


def test_english_texts_are_compared_among_themselves() -> None:
    text = (
        "Guards hold forty men at the crossing\n\n"
        "Forty-three men laid down their arms at the northern crossing on Saturday morning, "
        "the crossings authority said in a statement read out by its head.\n"
    )
    assert kinds(a=text, b=text.upper(), c=STORY) == {("a", "b"): "verbatim"}


def test_a_crowd_of_copies_stays_connected() -> None:
    pairs = pairs_in({f"r{n:03}": lay(STORY) for n in range(120)})
    assert len(pairs) < 120 * 40
    reached = {"r000"}
    for _ in range(120):
        reached |= {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
    assert len(reached) == 120


def test_aligns_each_word_with_its_counterpart() -> None:
    left = lay_passages(STORY)
    right = lay_passages("مقدمة قصيرة\n\n" + STORY)
    pairs = align(wording_of(left), wording_of(right)).pairs
    assert all(left.keys[i] == right.keys[j] for i, j in pairs.items())
    assert len(pairs) == len(left)


@given(st.text(max_size=300), st.text(max_size=300))
def test_judging_is_symmetric_for_any_text(one: str, two: str) -> None:
    a, b = lay(one), lay(two)
    assert judge_copy(("a", "b"), a, b) == judge_copy(("a", "b"), b, a)


@given(st.text(max_size=400))
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    laid = lay_passages(text)
    assert laid.starts == sorted(laid.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(laid.starts, laid.ends, strict=True))
    assert sum(end - first for first, end in laid.bounds) == len(laid)
