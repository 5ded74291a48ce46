/** Draws the page anew, from the server, without leaving it: for when its content reads differently now. */
export async function redrawPage({ focusAfter }: { readonly focusAfter?: string } = {}): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (response.redirected || !response.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('#page');
  const page = document.querySelector<HTMLElement>('#page');
  if (fresh === null || page === null) return;
  const hadFocus = page.contains(document.activeElement);
  page.replaceChildren(...fresh.childNodes);
  page.dispatchEvent(new CustomEvent('redrawn', { bubbles: true }));
  if (focusAfter !== undefined) document.getElementById(focusAfter)?.focus();
  else if (hadFocus) page.focus();
}
