/** Lets the form for a new invoice have as many lines as it needs; without this there is one. */
export function growLineItems(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-add-line]');
  const template = document.querySelector<HTMLTemplateElement>('[data-line-template]');
  const lines = document.querySelector('[data-lines]');
  if (button === null || template === null || lines === null) return;
  const mayGrow = (): boolean => lines.children.length < Number(button.dataset['most']);
  button.hidden = !mayGrow();
  button.addEventListener('click', () => {
    const index = lines.children.length;
    const line = template.content.cloneNode(true);
    if (!(line instanceof DocumentFragment)) return;
    for (const element of line.querySelectorAll('[id$="-next"]')) element.id = element.id.replace('-next', `-${index}`);
    for (const label of line.querySelectorAll('label')) label.htmlFor = label.htmlFor.replace('-next', `-${index}`);
    lines.append(line);
    button.hidden = !mayGrow();
    lines.querySelector<HTMLElement>(`#description-${index}`)?.focus();
  });
}
