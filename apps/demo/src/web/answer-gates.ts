import type { Decided, Kairos } from '@kairos/client';
import { showInPage } from './show-in-page.ts';
import { showUpgrade } from './show-upgrade.ts';

/**
 * Where somebody comes for what their plan doesn't hold, Kairos says what to answer, in place of the page's own words. Those stay where
 * Kairos has nothing to say, or no answer at all, and come back after "not now".
 */
export async function answerGates(kairos: Kairos): Promise<void> {
  const page = document.querySelector<HTMLElement>('[data-locked-page]');
  const feature = page?.dataset['lockedPage'];
  if (page === null || feature === undefined) return;
  const { moment } = await askAtGate(kairos, { feature, inPage: true });
  if (moment !== null && page.isConnected) showInPage(feature, page.firstElementChild);
}

/** The visitor asks to open it: on to what Kairos offers, or else to the plan that holds it. */
export async function openGate(
  kairos: Kairos,
  { feature, plan }: { readonly feature: string; readonly plan: string },
): Promise<void> {
  const { moment, wall } = await askAtGate(kairos, { feature, inPage: false });
  await showUpgrade(kairos, moment === null ? { plan: wall?.requiredPlan ?? plan } : { moment });
}

async function askAtGate(
  kairos: Kairos,
  { feature, inPage }: { readonly feature: string; readonly inPage: boolean },
): Promise<Decided> {
  const trigger = { type: 'gate', feature } as const;
  const answer = await kairos.moments.request({ placement: feature, trigger, inPage });
  return answer.ok ? answer : { moment: null, wall: null };
}
