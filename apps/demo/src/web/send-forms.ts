import type { AcceptView, Kairos } from '@kairos/client';
import { announce } from './announce.ts';
import { redrawPage } from './redraw-page.ts';
import { showInPage } from './show-in-page.ts';
import { showUpgrade } from './show-upgrade.ts';
import { submitForm } from './submit-form.ts';

/** By what a form uses up: how Kairos is asked when there is none left. */
const AT_LIMIT = {
  invoices: { placement: 'invoices', trigger: { type: 'limit', meter: 'invoices' } },
  seats: { placement: 'team', trigger: { type: 'seats', meter: 'seats' } },
} as const;

/** Sends the forms that use something up without leaving the page, and at a limit lets Kairos answer. */
export function sendForms(kairos: Kairos): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['uses'] === undefined) return;
    event.preventDefault();
    void send(kairos, form);
  });
}

async function send(kairos: Kairos, form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button');
  if (button?.ariaDisabled === 'true') return;
  if (button !== null) button.ariaDisabled = 'true';
  const { outcome, message } = await submitForm(form);
  if (button !== null) button.ariaDisabled = null;
  announce(message);
  if (outcome === 'limit-reached') await answerLimit(kairos, form);
  // The page that answers a form that is filled in wrongly says so at each field.
  if (outcome === 'invalid') form.submit();
  if (outcome === 'done') await redrawPage({ focusAfter: form.dataset['focusAfter'] ?? 'page' });
}

/**
 * The user tried something that the plan has no room for, and is always answered: first in a dialog, after that in the page, and where
 * Kairos has no offer to make (or no answer at all) by the page that Ledgerly has for it.
 */
async function answerLimit(kairos: Kairos, form: HTMLFormElement): Promise<void> {
  const request = form.dataset['uses'] === 'seats' ? AT_LIMIT.seats : AT_LIMIT.invoices;
  const answer = await kairos.moments.request(request);
  if (!answer.ok || answer.moment === null) return form.submit();
  whenUpgradedBy(answer.moment.id, () => void send(kairos, form));
  if (answer.moment.presentation === 'modal') await showUpgrade(kairos, { moment: answer.moment });
  else showInPage(request.placement, document.querySelector('#page'));
}

/** What was tried goes through by itself once there is room for it. */
function whenUpgradedBy(moment: string, goOn: () => void): void {
  const listen = (event: Event): void => {
    const { upgrade } = (event as CustomEvent<AcceptView>).detail;
    if (upgrade.moment === moment && upgrade.status === 'active') goOn();
  };
  document.addEventListener('kairos-upgraded', listen, { once: true });
}
