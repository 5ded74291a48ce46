import { type Html, html } from './html.ts';

/** Ledgerly's few drawings, as strokes that take the colour of the text around them. */

export const ICONS = {
  invoices: line(html`<path d="M5 2.5h10v15l-2.5-1.6L10 17.5l-2.5-1.6L5 17.5z" /><path d="M8 7h4M8 10.5h4" />`),
  reports: line(html`<path d="M3 17h14" /><path d="M5.5 14v-4M10 14V4.5M14.5 14V8" />`),
  team: line(
    html`<circle cx="7.5" cy="7" r="2.7" /><path d="M2.5 16.5c.4-3 2.4-4.6 5-4.6s4.6 1.6 5 4.6" /><path d="M13 4.6a2.6 2.6 0 0 1 0 5M14.6 12.3c1.7.6 2.7 2 2.9 4.2" />`,
  ),
  pricing: line(html`<path d="M3 10.2V3h7.2L17 9.8 9.8 17z" /><circle cx="6.6" cy="6.6" r="1.1" />`),
  billing: line(html`<rect x="2.5" y="4.5" width="15" height="11" rx="1.5" /><path d="M2.5 8.2h15M5.5 12.3h3" />`),
  lock: line(html`<rect x="4.5" y="9" width="11" height="8" rx="1.5" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" />`),
} as const;

export const LOGO: Html = html`<svg class="logo" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
  <rect class="logo-leaf" width="24" height="24" rx="6" />
  <path class="logo-mark" d="M8 5.5v13h8.5M11.5 9h5M11.5 12.5h5" />
</svg>`;

function line(strokes: Html): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${strokes}</svg>`;
}
