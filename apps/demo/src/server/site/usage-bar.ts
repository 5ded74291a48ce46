import { type Html, html } from './html.ts';

/** How full something is, as a bar to scale. The browser moves it on when use changes (src/web/follow-standing.ts). */
export function usageBar({ used, limit }: { readonly used: number; readonly limit: number | null }): Html {
  const percent = limit === null ? 0 : Math.min(100, limit === 0 ? 100 : (used / limit) * 100);
  return html`<svg class="bar" data-state="${barState(used, limit)}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="bar-fill" width="${percent.toFixed(1)}" height="8" />
  </svg>`;
}

/** From four fifths on a bar says so by its colour, and beyond the limit by another; the words beside it say it too. */
function barState(used: number, limit: number | null): 'ok' | 'near' | 'over' | 'unlimited' {
  if (limit === null) return 'unlimited';
  if (used > limit) return 'over';
  return used >= limit * 0.8 ? 'near' : 'ok';
}
