"""Token classifiers of Hugging Face Transformers, loaded from a folder and never from a network."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tarjih.errors import InputError, MissingExtraError
from tarjih.readers.alignment import Tagged

__all__ = ["digest_of", "load_token_model"]

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_WEIGHTS = ("*.safetensors", "*.bin")
_BATCH = 8  # windows at a time: 8 of 512 tokens fit into some hundred megabytes
_LONGEST = 512  # tokens of a window, for models that name no limit or one that is no limit
_OVERLAP = 8  # one token in so many of a window stands in the next one too
_BLOCK = 1 << 20

TokenModel = Callable[[str], list[Tagged]]


def digest_of(folder: Path) -> str:
    """Return a short SHA-256 of everything in a model's folder that its results depend on."""
    digest = hashlib.sha256()
    for path in sorted({*folder.glob("*.json"), *folder.glob("*.txt"), *_weights(folder)}):
        digest.update(path.name.encode())
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()[:12]


def _weights(folder: Path) -> list[Path]:
    return [path for pattern in _WEIGHTS for path in folder.glob(pattern)]


def load_token_model(folder: Path) -> tuple[TokenModel, tuple[str, ...]]:
    """Load a token classifier, on the processor, without any connection.

    Args:
        folder: Where `save_pretrained` put model and tokenizer.

    Returns:
        A function that labels the tokens of a text, and the labels that it may give.

    Raises:
        InputError: The folder holds no token classifier with a fast tokenizer.
        MissingExtraError: The extra is not installed.
    """
    if not (folder / "config.json").is_file() or not _weights(folder):
        raise InputError(
            f"wanted a folder with config.json, a tokenizer and weights (*.safetensors), found none in "
            f"{folder}; name the folder into which the model was downloaded or saved"
        )
    # Transformers makes an empty tokenizer where it finds none, which would mark nothing and say nothing.
    if not (folder / "tokenizer.json").is_file():
        raise InputError(
            f"wanted tokenizer.json in {folder}, found none; make one where the model's other files of the "
            "tokenizer are: AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER)"
        )
    for variable in _OFFLINE:
        os.environ[variable] = "1"
    torch, transformers = _libraries()
    transformers.utils.logging.disable_progress_bar()  # bars are ours to show
    with _explained(folder):
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
        model = transformers.AutoModelForTokenClassification.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        ).eval()
    labels = tuple(str(model.config.id2label[n]) for n in range(model.config.num_labels))
    length = _window(tokenizer, model)

    def label(text: str) -> list[Tagged]:
        return list(_label(text, torch, tokenizer, model, labels=labels, length=length))

    return label, labels


def _libraries() -> tuple[ModuleType, ModuleType]:
    try:
        return import_module("torch"), import_module("transformers")
    except ImportError as error:
        raise MissingExtraError(
            f"wanted torch and transformers to read names with a model, found no {error.name}; install the "
            "extra: pip install 'tarjih[transformers]'"
        ) from error


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(
            f"{folder}: wanted a token classifier that can be loaded without a network, found: {reason}"
        ) from error


def _window(tokenizer: Any, model: Any) -> int:
    """Return how many tokens the model can see at once."""
    limits = (tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", _LONGEST))
    return int(min(_LONGEST, *limits))


def _label(
    text: str, torch: Any, tokenizer: Any, model: Any, *, labels: tuple[str, ...], length: int
) -> Iterator[Tagged]:
    """Label a text window by window."""
    windows = tokenizer(
        text,
        max_length=length,
        stride=length // _OVERLAP,
        truncation=True,
        padding=True,
        return_overflowing_tokens=True,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets = windows["offset_mapping"].tolist()
    for first in range(0, len(offsets), _BATCH):
        batch = slice(first, first + _BATCH)
        given = {name: windows[name][batch] for name in tokenizer.model_input_names if name in windows}
        with torch.inference_mode():
            best = model(**given).logits.argmax(-1).tolist()
        for window, chosen in zip(offsets[batch], best, strict=True):
            last = len(window) - 1
            for n, ((start, end), label) in enumerate(zip(window, chosen, strict=True)):
                if start < end:  # special tokens and padding cover nothing
                    yield Tagged(start, end, labels[label], min(n, last - n))
