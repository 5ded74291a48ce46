import { defineElement } from './page/define-element.ts';
import { KairosUpgrade } from './upgrade/kairos-upgrade.ts';

defineElement('kairos-upgrade', KairosUpgrade);

export { provideKairos } from './page/provide-kairos.ts';
export { type KairosTexts, provideTexts } from './page/texts.ts';
export { KairosUpgrade, type ShowOptions } from './upgrade/kairos-upgrade.ts';
export { openUpgrade } from './upgrade/open-upgrade.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kairos-upgrade': KairosUpgrade;
  }
}
