import type { UsageHistory } from '@kairos/client';

/** Gives every headroom picture on the page the history that Ledgerly's server put beside it. */
export function drawHeadroom(): void {
  for (const picture of document.querySelectorAll('kairos-headroom')) {
    const { history } = picture.dataset;
    if (history !== undefined) picture.data = JSON.parse(history) as UsageHistory;
  }
}
