import { type Html, html } from './html.ts';
import { LOGO } from './icons.ts';
import { ribbon, shell } from './layout.ts';
import type { Site } from './services.ts';

/** A page that says one thing, and where to go from there. */
export function noticePage(site: Site, { title, text }: { readonly title: string; readonly text: string }): Html {
  return shell({
    site,
    title: `${title} · Ledgerly`,
    body: html`<div class="solo">
      <main class="solo-main">
        <p class="solo-brand">${LOGO}<span class="brand-name">Ledgerly</span></p>
        <h1>${title}</h1>
        <p class="lead">${text}</p>
        <p><a class="button primary" href="/invoices">Go to your invoices</a></p>
      </main>
      ${ribbon(site)}
    </div>`,
  });
}
