// The reader: layers that can be hidden, claims that open at a click on their words, keys for review,
// and words selected in the text for a claim of one's own.
import { isSingleKey } from "./_keys";

const text = document.querySelector<HTMLElement>("[data-text]");

for (const box of document.querySelectorAll<HTMLInputElement>("[data-layer]")) {
  box.addEventListener("change", () => text?.classList.toggle(`hide-${box.dataset["layer"] ?? ""}`, !box.checked));
}

text?.addEventListener("click", (event) => {
  if (!(event.target instanceof HTMLElement) || String(getSelection()) !== "") return;
  const refs = event.target.dataset["refs"]?.split(" ") ?? [];
  const innermost = refs.at(-1);
  if (!innermost) return;
  const address = new URL(location.href);
  address.searchParams.set("claim", innermost);
  location.href = address.href;
});

// One press decides one claim: a key that is held, or pressed again before the next page is there, does nothing.
let leaving = false;
window.addEventListener("pageshow", () => { leaving = false; });

function press(code: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-key="${code}"]`);
  if (!target) return false;
  if (leaving) return true;
  leaving = true;
  target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.shiftKey || !isSingleKey(event)) return;
  if (/^Digit[1-7]$/.test(event.code)) {
    const boxes = document.querySelectorAll<HTMLInputElement>("[data-layer]");
    boxes[Number(event.code.slice(5)) - 1]?.click();
  } else if (event.code === "KeyE") {
    const details = document.querySelector<HTMLDetailsElement>(".claim details:last-of-type");
    if (details) details.open = true;
    details?.querySelector<HTMLElement>("select")?.focus();
    event.preventDefault();
  } else if (/^(Key[ARFU]|Bracket(Left|Right))$/.test(event.code) && press(event.code)) event.preventDefault();
});

// Offsets are code points, as in every record: a string of the browser counts UTF-16 units.
function codePoints(node: Node, offset: number): number | null {
  const piece = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!piece) return null;
  return Number(piece.dataset["start"]) + [...(piece.textContent ?? "").slice(0, offset)].length;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !text?.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const start = codePoints(range.startContainer, range.startOffset);
  const end = codePoints(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  const put = (name: string, value: string) => {
    const field = document.querySelector<HTMLInputElement>(name);
    if (field) field.value = value;
  };
  put("[data-from]", String(start));
  put("[data-to]", String(end));
  const words = document.querySelector<HTMLElement>("[data-words]");
  if (words) words.textContent = String(selection);
});
