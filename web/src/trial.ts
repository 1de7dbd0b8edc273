// A file that is chosen or dropped is put into the field as text; it goes nowhere before the form is sent.
const field = document.querySelector<HTMLTextAreaElement>("#text");
const form = document.querySelector<HTMLFormElement>("[data-drop]");

async function take(file: File | undefined): Promise<void> {
  if (file && field) field.value = await file.text();
}

document.querySelector<HTMLInputElement>("[data-file]")?.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement) void take(event.target.files?.[0]);
});
form?.addEventListener("dragover", (event) => event.preventDefault());
form?.addEventListener("drop", (event) => {
  event.preventDefault();
  void take(event.dataTransfer?.files[0]);
});
