// What every page has: single keys that jump to pages and move in lists, and their off switch.
// Keys are told apart by their place on the keyboard (event.code), so that they work on an Arabic layout too.
import { isSingleKey, keysAreOn, switchKeys } from "./_keys";

const JUMPS: Record<string, string> = {
  KeyT: "",
  KeyL: "library",
  KeyV: "events",
  KeyS: "chains",
  KeyA: "actors",
  KeyM: "map",
  KeyH: "hypotheses",
  KeyR: "review",
  KeyJ: "judgement",
};
const WAIT = 1200;
let jumping = 0;

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")];
}

function move(step: number): void {
  const all = rows();
  if (all.length === 0) return;
  const now = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + step))];
  const target = next?.matches("a,button,[tabindex]") ? next : next?.querySelector<HTMLElement>("a,button");
  target?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (!isSingleKey(event)) return;
  if (Date.now() - jumping < WAIT && event.code in JUMPS) {
    jumping = 0;
    event.preventDefault();
    location.href = `/${document.documentElement.lang}/${JUMPS[event.code] ?? ""}`;
    return;
  }
  if (event.code === "KeyG") jumping = Date.now();
  else if (event.key === "?") location.href = `/${document.documentElement.lang}/help`;
  else if (event.code === "Slash") {
    event.preventDefault();
    document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
  } else if (event.code === "KeyJ") move(1);
  else if (event.code === "KeyK") move(-1);
  else {
    const details = document.querySelector<HTMLDetailsElement>(`details[data-open="${event.code}"]`);
    if (!details) return;
    event.preventDefault();
    details.open = true;
    details.querySelector<HTMLElement>("input:not([type=hidden]),select")?.focus();
  }
});

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-submit-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// Without a script no key acts, so the switch is shown by the script alone.
for (const box of document.querySelectorAll<HTMLInputElement>("[data-keys-switch]")) {
  box.checked = keysAreOn();
  box.addEventListener("change", () => switchKeys(box.checked));
  box.closest("[hidden]")?.removeAttribute("hidden");
}
