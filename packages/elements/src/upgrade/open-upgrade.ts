import type { Kairos } from '@kairos/client';
import type { KairosUpgrade, ShowOptions } from './kairos-upgrade.ts';

/**
 * Opens the upgrade dialog: the page's own `<kairos-upgrade>` where it has one, else one made for it in `from` (the body when not said),
 * where it inherits fonts and colours.
 */
export function openUpgrade({
  client,
  from,
  ...options
}: ShowOptions & { readonly client?: Kairos; readonly from?: ParentNode | null }): KairosUpgrade {
  const home = from ?? document.body;
  const dialog = document.querySelector('kairos-upgrade') ?? home.querySelector('kairos-upgrade') ?? makeDialog(home);
  if (client !== undefined) dialog.client = client;
  dialog.show(options);
  return dialog;
}

function makeDialog(home: ParentNode): KairosUpgrade {
  const dialog = document.createElement('kairos-upgrade');
  home.append(dialog);
  return dialog;
}
