import type { Standing } from '../plans/standing.ts';
import { type Html, html, when } from './html.ts';
import { ICONS, LOGO } from './icons.ts';
import type { Site, Visitor } from './services.ts';
import { usageBar } from './usage-bar.ts';

export type Section = 'invoices' | 'reports' | 'team' | 'pricing' | 'billing';

/** What can change under a page while it is open: the company's plan, and how much it uses. */
export type PageSubject = 'plan' | 'use';

const SECTIONS: readonly { readonly id: Section; readonly label: string }[] = [
  { id: 'invoices', label: 'Invoices' },
  { id: 'reports', label: 'Reports' },
  { id: 'team', label: 'Team' },
  { id: 'pricing', label: 'Pricing' },
  { id: 'billing', label: 'Billing' },
];

/** A page of somebody who is signed in, with Kairos mounted in it: see README.md, "In the pages". */
export function page({
  site,
  visitor,
  standing,
  section,
  title,
  follows = [],
  body,
}: {
  readonly site: Site;
  readonly visitor: Visitor;
  readonly standing: Standing | null;
  readonly section: Section;
  readonly title: string;
  /** What makes the page read differently: it is drawn anew when that changes. */
  readonly follows?: readonly PageSubject[];
  readonly body: Html;
}): Html {
  return shell({
    site,
    title: `${title} · Ledgerly`,
    kairos: true,
    body: html`
      <a class="skip" href="#page">Skip to the page</a>
      <div class="frame">
        ${topBar(visitor, standing)} ${sideNav(section, standing)}
        <main class="main">
          <kairos-banner class="banner" placement="home"></kairos-banner>
          <div id="page" class="page" tabindex="-1" data-follows="${follows.join(' ')}">${body}</div>
        </main>
        ${ribbon(site)}
      </div>
      <kairos-upgrade></kairos-upgrade>
      <p id="announcements" class="announcements" role="status"></p>
    `,
  });
}

/** The document around a page. With `kairos`, the browser finds here whom to connect to. */
export function shell({
  site,
  title,
  kairos = false,
  body,
}: {
  readonly site: Site;
  readonly title: string;
  readonly kairos?: boolean;
  readonly body: Html;
}): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    ${when(kairos, () => html`<meta name="kairos" content="${site.publishableKey}" data-host="${site.kairosUrl}" />`)}
    <title>${title}</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    ${site.assets.styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
    <script type="module" src="${site.assets.script}"></script>
  </head>
  <body>
    ${body}
  </body>
</html>`;
}

/** Says on every page what Ledgerly is. */
export function ribbon({ consoleUrl }: Site): Html {
  return html`<footer class="ribbon">
    <p>
      Ledgerly is a fictional product, here to show Kairos. Its companies are invented and no e-mail leaves it.
      ${consoleUrl === null ? '' : html`<a href="${consoleUrl}">See this in the Kairos console</a>`}
    </p>
  </footer>`;
}

function topBar({ person, company }: Visitor, standing: Standing | null): Html {
  return html`<header class="top">
    <a class="brand" href="/invoices">${LOGO}<span class="brand-name">Ledgerly</span></a>
    <span class="top-company">${company.name}</span>
    ${topUsage(standing)}
    <a class="chip" href="/billing"><span class="visually-hidden">Plan: </span><span data-plan-name>${standing?.plan.name ?? '…'}</span></a>
    <details class="menu">
      <summary><span class="avatar" aria-hidden="true">${initials(person.name)}</span><span class="visually-hidden">${person.name}, account menu</span></summary>
      <div class="menu-sheet">
        <p class="menu-name">${person.name}</p>
        <p class="quiet">${person.role === 'owner' ? 'Owner' : 'Member'}, ${company.name}</p>
        <form method="post" action="/sign-out"><button class="button small">Sign out</button></form>
      </div>
    </details>
  </header>`;
}

function topUsage(standing: Standing | null): Html {
  const { used, limit } = standing?.usage.invoices ?? { used: null, limit: null };
  return html`<a class="top-usage" href="/billing" data-meter="invoices">
    <span class="top-usage-text">
      <b data-part="used">${used ?? '…'}</b><span data-part="limit">${limit === null ? '' : ` of ${limit}`}</span>
      <span class="top-usage-noun">invoices this month</span>
    </span>
    ${usageBar({ used: used ?? 0, limit })}
  </a>`;
}

function sideNav(active: Section, standing: Standing | null): Html {
  return html`<nav class="side" aria-label="Ledgerly">
    <ul>
      ${SECTIONS.map(
        ({ id, label }) => html`<li>
          <a class="side-link" href="/${id}" ${id === active ? html`aria-current="page"` : ''}>
            ${ICONS[id]}<span>${label}</span>
            ${when(id === 'reports', () => navLock(standing))}
          </a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

function navLock(standing: Standing | null): Html {
  const isOpen = standing?.plan.hasReports ?? true;
  return html`<span class="side-lock" data-locked="reports" ${isOpen ? 'hidden' : ''}>${ICONS.lock}<span class="visually-hidden">not in your plan</span></span>`;
}

function initials(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
