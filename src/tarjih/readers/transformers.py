"""Names read by a token classifier of Hugging Face Transformers."""

from pathlib import Path

from tarjih.errors import InputError
from tarjih.readers.alignment import mentions_of, read_labels
from tarjih.readers.token_models import TokenModel, digest_of, load_token_model
from tarjih.records.page import Words
from tarjih.records.reading import Mention, Time

__all__ = ["TransformersNames"]


class TransformersNames:
    """Reads names with a model; takes the place of `tarjih.reading.names.find_mentions`.

    The model is loaded when it first reads, in each process anew. It finds what it was taught to mark:
    nouns that point back ("the group") are not among it.
    """

    def __init__(self, folder: Path) -> None:
        """Name the model; nothing is loaded yet.

        Args:
            folder: Where `save_pretrained` put model and tokenizer.

        Raises:
            InputError: There is no such folder.
        """
        if not folder.is_dir():
            raise InputError(f"wanted the folder of a model, found none: {folder}; check the path")
        self.folder = folder.resolve()
        self.identity = f"transformers:{folder.name}@{digest_of(folder)}"
        self._model: TokenModel | None = None
        self._labels: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type["TransformersNames"], tuple[Path]]:
        """Send the folder to other processes, not the model."""
        return type(self), (self.folder,)

    def __call__(self, words: Words, *, times: tuple[Time, ...]) -> tuple[Mention, ...]:
        """Find the mentions of a report; see `tarjih.reading.names.find_mentions`.

        Raises:
            InputError: The folder holds no token classifier, or one with labels that we do not know.
            MissingExtraError: The extra is not installed.
        """
        if self._model is None:
            self._model, self._labels = load_token_model(self.folder)
        meanings = read_labels(self._labels)
        return mentions_of(words, self._model(words.text), labels=meanings, times=times)
