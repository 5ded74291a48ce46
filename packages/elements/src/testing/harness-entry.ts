/** What runs in the browser under test: a host page's own script, in as few words as a host would need. */
import { createKairos, type Kairos, type UsageHistory, type UsageView } from '@kairos/client';
import { openUpgrade, provideKairos, provideTexts, type ShowOptions } from '@kairos/elements';

export interface Harness {
  kairos: Kairos | null;
  readonly errors: string[];
  /** What the browser's security policy stopped. */
  readonly violations: string[];
  /** Names of the elements' own events that reached the document, in order. */
  readonly events: string[];
  start(options: { readonly host: string; readonly publishableKey: string; readonly userToken: string }): void;
  openUpgrade(options: ShowOptions): void;
  setHeadroom(selector: string, given: { readonly data?: UsageHistory; readonly usage?: UsageView }): void;
  readonly provideTexts: typeof provideTexts;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const harness: Harness = {
  kairos: null,
  errors: [],
  violations: [],
  events: [],
  start({ host, publishableKey, userToken }) {
    const kairos = createKairos({
      host,
      publishableKey,
      userToken,
      onError: (error) => harness.errors.push(error.code),
    });
    harness.kairos = kairos;
    provideKairos(kairos);
    kairos.start();
  },
  openUpgrade(options) {
    openUpgrade(options);
  },
  setHeadroom(selector, given) {
    const element = document.querySelector(selector);
    if (element !== null) Object.assign(element, given);
  },
  provideTexts,
};

addEventListener('securitypolicyviolation', (event) => harness.violations.push(event.violatedDirective));
for (const name of ['kairos-upgrade', 'kairos-dismiss', 'kairos-snooze', 'kairos-upgraded', 'kairos-close']) {
  addEventListener(name, () => harness.events.push(name));
}
window.harness = harness;
