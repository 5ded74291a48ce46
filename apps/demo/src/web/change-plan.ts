import type { AcceptView, Kairos } from '@kairos/client';
import { announce } from './announce.ts';
import { openGate } from './answer-gates.ts';
import { redrawPage } from './redraw-page.ts';
import { showUpgrade } from './show-upgrade.ts';

/** Makes Ledgerly's own buttons open Kairos' upgrade, up the ladder and down. */
export function changePlans(kairos: Kairos): void {
  document.addEventListener('click', ({ target }) => {
    const keeping = target instanceof Element ? target.closest<HTMLElement>('[data-keep-plan]') : null;
    if (keeping?.dataset['keepPlan'] !== undefined) void keepPlan(kairos, keeping.dataset['keepPlan']);
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-change-plan]') : null;
    const { changePlan: plan, interval, gate } = button?.dataset ?? {};
    if (plan === undefined) return;
    if (gate !== undefined) void openGate(kairos, { feature: gate, plan });
    else void showUpgrade(kairos, { plan, ...(isInterval(interval) ? { interval } : {}) });
  });
  document.addEventListener('kairos-upgraded', (event) => {
    const { upgrade } = (event as CustomEvent<AcceptView>).detail;
    announce('');
    // A step down that is still to come changes no entitlement, but it does change what the page says of the plan.
    if (upgrade.status === 'scheduled') void redrawPage();
  });
  document.addEventListener('kairos-close', focusPage);
}

/** Takes back a step down that is still to come: the plan as it is, without the dialog, since there is nothing to pay. */
async function keepPlan(kairos: Kairos, plan: string): Promise<void> {
  const quoted = await kairos.quote({ plan });
  const accepted = quoted.ok && quoted.quote.dueNow === 0 ? await kairos.accept(quoted.quote.id) : null;
  if (accepted?.ok !== true) return announce('That did not work. Nothing was changed; try it once more.');
  announce(`You stay on ${accepted.session.plan.name}.`);
  await redrawPage();
}

/** The button that opened the dialog may be gone from the page by the time that the dialog closes. */
function focusPage(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('#page')?.focus();
}

function isInterval(text: string | undefined): text is 'month' | 'year' {
  return text === 'month' || text === 'year';
}
