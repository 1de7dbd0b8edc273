"""What holds for every test of a model: no network, and a tiny model made on the spot."""

import socket
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
# What the tiny model is taught, each word with its label.
TAUGHT = (
    "قال O سامر B-PER الوادي I-PER إن O الطريق O إلى O الراعي B-LOC مغلق O . O",
    "وصل O نادر B-PER الطحان I-PER إلى O الراعي B-LOC مع O لجنة B-ORG الإغاثة I-ORG . O",
    "أعلنت O لجنة B-ORG الإغاثة I-ORG أن O سامر B-PER الوادي I-PER غادر O . O",
    "وصل O سامر B-PER الوادي I-PER و O ##نادر B-PER الطحان I-PER . O",
)
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
LONGEST = 24  # tokens that the model can see at once, so that ordinary reports take several windows


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: a model comes from its folder or not at all."""

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"wanted no network, found a connection to {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def pairs() -> list[list[tuple[str, str]]]:
    return [list(zip(line.split()[::2], line.split()[1::2], strict=True)) for line in TAUGHT]


def make_tokenizer() -> PreTrainedTokenizerFast:
    """A WordPiece tokenizer that knows the taught words, and "and" where it sticks to one."""
    known = dict.fromkeys(word for sentence in pairs() for word, _ in sentence)
    pieces = [*SPECIAL, *known, "و", *(f"##{word}" for word in known)]
    made = Tokenizer(
        models.WordPiece({piece: n for n, piece in enumerate(dict.fromkeys(pieces))}, unk_token="[UNK]")
    )
    made.normalizer = normalizers.NFC()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        model_max_length=LONGEST,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    )


def make_model(folder: Path, *, labels: tuple[str, ...] = LABELS, steps: int = 60) -> Path:
    """Teach a BERT of two small layers the few sentences, and save it as others are saved."""
    torch.manual_seed(7)
    tokenizer = make_tokenizer()
    model = BertForTokenClassification(
        BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=LONGEST,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            id2label=dict(enumerate(labels)),
            label2id={label: n for n, label in enumerate(labels)},
        )
    )
    sentences = [
        (
            torch.tensor([[2, *(tokenizer.convert_tokens_to_ids(word) for word, _ in sentence), 3]]),
            torch.tensor([[-100, *(LABELS.index(label) for _, label in sentence), -100]]),
        )
        for sentence in pairs()
    ]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    model.train()
    for _ in range(steps):
        for ids, wanted in sentences:
            optimizer.zero_grad()
            model(input_ids=ids, labels=wanted).loss.backward()
            optimizer.step()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("model") / "tiny-ner")
