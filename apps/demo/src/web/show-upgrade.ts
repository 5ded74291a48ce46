import type { Kairos } from '@kairos/client';
import type { ShowOptions } from '@kairos/elements/upgrade';

/** Opens Kairos' upgrade dialog; its code is fetched with the first one that is opened. */
export async function showUpgrade(kairos: Kairos, options: ShowOptions): Promise<void> {
  const { openUpgrade } = await import('@kairos/elements/upgrade');
  openUpgrade({ client: kairos, ...options });
}
