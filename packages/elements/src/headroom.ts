import { KairosHeadroom } from './headroom/kairos-headroom.ts';
import { defineElement } from './page/define-element.ts';

defineElement('kairos-headroom', KairosHeadroom);

export { KairosHeadroom } from './headroom/kairos-headroom.ts';
export { provideKairos } from './page/provide-kairos.ts';
export { type KairosTexts, provideTexts } from './page/texts.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kairos-headroom': KairosHeadroom;
  }
}
