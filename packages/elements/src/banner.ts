import { KairosBanner } from './moment/kairos-banner.ts';
import { defineElement } from './page/define-element.ts';

defineElement('kairos-banner', KairosBanner);

export { KairosBanner } from './moment/kairos-banner.ts';
export { provideKairos } from './page/provide-kairos.ts';
export { type KairosTexts, provideTexts } from './page/texts.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kairos-banner': KairosBanner;
  }
}
