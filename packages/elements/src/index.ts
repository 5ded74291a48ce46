export { KairosBanner } from './banner.ts';
export { KairosHeadroom } from './headroom.ts';
export { provideKairos } from './page/provide-kairos.ts';
export { ENGLISH, type KairosTexts, type NamedChange, provideTexts } from './page/texts.ts';
export { KairosUpgrade, openUpgrade, type ShowOptions } from './upgrade.ts';
