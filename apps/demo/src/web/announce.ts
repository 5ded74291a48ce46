const SHOWN_MS = 6_000;

let hiding: ReturnType<typeof setTimeout> | undefined;

/** Says what happened, in sight and to screen readers, and takes it back after a while. */
export function announce(message: string): void {
  const place = document.querySelector('#announcements');
  if (place === null) return;
  place.textContent = message;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    place.textContent = '';
  }, SHOWN_MS);
}
