import type { Kairos, KairosState, UsageView } from '@kairos/client';
import { redrawPage } from './redraw-page.ts';

type Snapshot = NonNullable<KairosState['snapshot']>;

/** Keeps the page true: use as it grows, and, when the plan changes in whichever tab, everything that reads differently on it. */
export function followStanding(kairos: Kairos): void {
  let drawnFor = drawnStanding();
  const draw = (): void => {
    const { snapshot, connection } = kairos.state.get();
    // What an earlier page last heard may be older than what the server has just drawn.
    if (snapshot === null || connection !== 'live') return;
    drawPlan(snapshot);
    for (const meter of document.querySelectorAll<HTMLElement>('[data-meter]')) {
      const view = snapshot.usage[meter.dataset['meter'] ?? ''];
      if (view !== undefined) drawMeter(meter, view);
    }
    const now = drawnStanding();
    const isStale = (now.plan !== drawnFor.plan && follows('plan')) || (now.use !== drawnFor.use && follows('use'));
    drawnFor = now;
    if (isStale) void redrawPage();
  };
  kairos.state.subscribe(draw);
  document.addEventListener('redrawn', draw);
  draw();
}

/** Where the company stands as the frame of the page says it, to see whether the rest was drawn for the same. */
function drawnStanding(): { readonly plan: string; readonly use: string } {
  const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
  return { plan: textOf('[data-plan-name]'), use: textOf('[data-meter="invoices"] [data-part="used"]') };
}

function follows(subject: 'plan' | 'use'): boolean {
  return document.querySelector(`[data-follows~="${subject}"]`) !== null;
}

function drawPlan({ plan, entitlements }: Snapshot): void {
  for (const name of document.querySelectorAll('[data-plan-name]')) setText(name, plan.name);
  for (const lock of document.querySelectorAll<HTMLElement>('[data-locked]')) {
    lock.hidden = entitlements[lock.dataset['locked'] ?? '']?.allowed ?? true;
  }
}

function drawMeter(meter: HTMLElement, { used, limit }: UsageView): void {
  setText(meter.querySelector('[data-part="used"]'), String(used));
  setText(meter.querySelector('[data-part="limit"]'), limit === null ? '' : ` of ${limit}`);
  const bar = meter.querySelector<SVGElement>('.bar');
  if (bar === null) return;
  const share = limit === null ? 0 : limit === 0 ? 1 : Math.min(1, used / limit);
  bar.dataset['state'] = limit === null ? 'unlimited' : used > limit ? 'over' : share >= 0.8 ? 'near' : 'ok';
  bar.querySelector('rect')?.setAttribute('width', (share * 100).toFixed(1));
}

function setText(element: Element | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}
