/** Mounts the place of an answer where the user is, when there is one to show: on the next page it is not in the way. */
export function showInPage(placement: string, before: Element | null): void {
  const known = document.querySelector(`kairos-banner[placement="${placement}"]`);
  const banner = known ?? document.createElement('kairos-banner');
  banner.className = 'banner';
  banner.setAttribute('placement', placement);
  if (known === null) before?.before(banner);
  banner.scrollIntoView({ block: 'nearest' });
}
