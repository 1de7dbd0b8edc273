// Single keys act only outside of fields, and can be turned off (WCAG 2.1.4).
const OFF = "tarjih-keys-off";

export function keysAreOn(): boolean {
  return localStorage.getItem(OFF) === null;
}

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]),textarea,select"))
  );
}

// A key alone, outside of fields, while single keys are on.
export function isSingleKey(event: KeyboardEvent): boolean {
  return keysAreOn() && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey;
}
