/** Registers an element under its name, once: a second copy of the package on the same page leaves the first in place. */
export function defineElement(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
