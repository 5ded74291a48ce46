import { ledgerlyApp } from '../app.ts';
import { entitlementsFrom } from '../kairos/entitlements.ts';
import { groupCall, identifyCall, invoiceSentCall } from '../kairos/events.ts';
import type { Tracking } from '../kairos/tracking.ts';
import { seedKairos } from '../seed/seed-kairos.ts';
import { seedStore } from '../seed/seed-store.ts';
import type { Services } from '../site/services.ts';
import { readWebAssets, type WebAssets } from '../site/web-assets.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { inMemoryKairos, type InMemoryKairos } from './in-memory-kairos.ts';

/** The middle of a month, so that there is room on both sides of it. */
export const NOW = Date.UTC(2026, 4, 18, 10, 30);

export const OWNER = 'wren-halloway';
export const MEMBER = 'tobin-marsh';
export const COMPANY = 'harbour-and-pine-studio';
export const STRANGER = 'odile-fenwick';

/** Ledgerly with all of its pages, on a store and a Kairos in memory. */
export interface LedgerlyWorld {
  readonly store: Store;
  readonly kairos: InMemoryKairos;
  /** What went wrong behind the visitors' backs. */
  readonly faults: readonly unknown[];
  readonly handler: (request: Request) => Response | Promise<Response>;
  /** A browser at which this person is signed in; null: nobody is. */
  readonly browserOf: (person: string | null) => Promise<TestBrowser>;
}

export interface TestBrowser {
  readonly get: (path: string) => Promise<Response>;
  readonly text: (path: string) => Promise<string>;
  /** Sends a form, as a browser does by itself or as the page's own code does. */
  readonly post: (path: string, form?: TestForm) => Promise<Response>;
}

export interface TestForm {
  readonly fields?: Readonly<Record<string, string>>;
  /** What the answer should be: a page, or the JSON that the page's own code reads. */
  readonly wants?: 'page' | 'json';
  /** The site that the form is on; Ledgerly's own unless it says otherwise. */
  readonly origin?: string;
}

export interface LedgerlyWorldOptions {
  readonly history?: boolean;
  /** Where the pages' code was built to; without it, pages name files that aren't there. */
  readonly webDirectory?: string;
  /** Where the pages are told that Kairos is. */
  readonly kairosUrl?: string;
}

export async function aLedgerly(options: LedgerlyWorldOptions = {}): Promise<LedgerlyWorld> {
  const { history = true, webDirectory, kairosUrl = 'http://kairos.test:4400' } = options;
  const store = openStore(null);
  const kairos = inMemoryKairos({ clock: () => NOW });
  const faults: unknown[] = [];
  const report = (error: unknown): void => void faults.push(error);
  seedStore(store, { now: NOW, history });
  await seedKairos(kairos, { store, now: NOW, history });
  const services: Services = {
    store,
    kairos,
    tracking: trackingInto(kairos, report),
    entitlements: entitlementsFrom(kairos, { report }),
    issuer: { identitySecret: 'an identity secret for tests', environmentId: 'env_test' },
    site: {
      assets: webDirectory === undefined ? NO_ASSETS : await readWebAssets(webDirectory),
      kairosUrl,
      publishableKey: 'pk_test',
      consoleUrl: `${kairosUrl}/console/`,
    },
    clock: () => NOW,
    report,
  };
  const app = ledgerlyApp(services, { webDirectory: webDirectory ?? import.meta.dirname });
  return { store, kairos, faults, handler: app.fetch, browserOf: (person) => openBrowser(app, person) };
}

const NO_ASSETS: WebAssets = { script: '/assets/main.js', styles: ['/assets/main.css'] };

const ORIGIN = 'http://ledgerly.test';

type App = ReturnType<typeof ledgerlyApp>;

async function openBrowser(app: App, person: string | null): Promise<TestBrowser> {
  const cookie = person === null ? '' : await signIn(app, person);
  const get: TestBrowser['get'] = async (path) =>
    app.request(`${ORIGIN}${path}`, { headers: { accept: 'text/html', cookie } });
  return {
    get,
    text: async (path) => (await get(path)).text(),
    post: async (path, { fields = {}, wants = 'page', origin = ORIGIN } = {}) =>
      app.request(`${ORIGIN}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { accept: wants === 'json' ? 'application/json' : 'text/html', cookie, origin },
      }),
  };
}

async function signIn(app: App, person: string): Promise<string> {
  const response = await app.request(`${ORIGIN}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ person }),
    headers: { origin: ORIGIN },
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** What the Segment client would deliver, delivered. */
function trackingInto(kairos: InMemoryKairos, report: (error: unknown) => void): Tracking {
  const deliver = async (batch: readonly object[]): Promise<void> => {
    await kairos.send('POST', '/v1/batch', { batch }).catch(report);
  };
  return {
    invoiceSent: (invoice, by) => deliver([{ type: 'track', ...invoiceSentCall(invoice, by) }]),
    joined: (person, company) =>
      deliver([
        { type: 'group', ...groupCall(company, person.id) },
        { type: 'identify', ...identifyCall(person) },
      ]),
    gateSeen: () => deliver([]),
    close: async () => undefined,
  };
}
