import type { Method } from './caller.ts';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';

/** A request to one operation of the API that is in order, taken apart so that any part of it can be put otherwise. */
export interface SampleRequest {
  readonly method: Method;
  /** As the OpenAPI document names it: `/v1/accounts/{id}`. */
  readonly path: string;
  /** What it takes to be let in. */
  readonly by: 'nobody' | 'secret-key' | 'bootstrap-key' | 'browser';
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What the requests speak of. */
export interface Named {
  readonly account: string;
  readonly user: string;
  readonly moment: string;
  readonly quote: string;
  readonly environment: string;
  /** A secret key of it, by its id, that nobody needs. */
  readonly key: string;
  /** An erasure that is done, by its id. */
  readonly erasure: string;
}

const STEPS = ['shown', 'clicked', 'dismissed', 'checkout-started'];
const TRIGGER = { type: 'limit', meter: 'invoices', feature: 'reports', amount: 1 };
const CHANGE = { plan: 'pro', interval: 'month' };
/** Where a page ended of a list in order of time: that of 1 March 2026. */
const A_CURSOR = 'WzE3NzIzMjMyMDAwMDAsIjE6YSJd';
const LATER = '2026-03-11T12:00:00Z';
const MUCH_LATER = '2026-04-01T12:00:00Z';

/** One request for every operation there is; a test compares them with the OpenAPI document. */
export function sampleRequests(named: Named): readonly SampleRequest[] {
  return [
    ...processRequests(),
    ...ingestRequests(named),
    ...serverRequests(named),
    ...operatorRequests(named),
    ...browserRequests(named),
    ...privacyRequests(named),
  ];
}

/** Where a request goes. */
export function pathOf({ path, params, query }: SampleRequest): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeText(params[name] ?? ''));
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeText(value)}`);
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** Percent-encoding that takes half of a surrogate pair as well, as some clients write it. */
function encodeText(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

function processRequests(): readonly SampleRequest[] {
  return ['/health', '/ready', '/metrics'].map((path) => request('GET', path, { by: 'nobody' }));
}

function ingestRequests({ account, user }: Named): readonly SampleRequest[] {
  const common = { messageId: 'm-1', userId: user, timestamp: '2026-03-10T11:00:00Z', context: { groupId: account } };
  const track = { ...common, event: 'Invoice Sent', properties: { number: 'INV-1' } };
  const bodies = {
    track,
    identify: { ...common, messageId: 'm-2', traits: { name: 'Ana', role: 'admin' } },
    group: { ...common, messageId: 'm-3', groupId: account, traits: { name: 'Acme', timezone: 'Europe/Berlin' } },
    page: { ...common, messageId: 'm-4', name: 'Pricing', properties: { path: '/pricing' } },
    screen: { ...common, messageId: 'm-5', name: 'Home' },
    alias: { ...common, messageId: 'm-6', previousId: 'somebody' },
    batch: { batch: [{ ...track, type: 'track', messageId: 'm-7' }], sentAt: '2026-03-10T12:00:00Z' },
    import: { batch: [{ ...track, type: 'track', messageId: 'm-8' }] },
  };
  return Object.entries(bodies).map(([name, body]) => request('POST', `/v1/${name}`, { body }));
}

function operatorRequests({ environment, key }: Named): readonly SampleRequest[] {
  const by = 'bootstrap-key';
  return [
    request('POST', '/v1/environments', { by, body: { name: 'One more', kind: 'test' } }),
    request('POST', '/v1/keys', { by, body: { environment, kind: 'secret' } }),
    request('GET', '/v1/keys', { by, query: { environment, limit: '10', cursor: A_CURSOR } }),
    request('DELETE', '/v1/keys/{id}', { by, params: { id: key } }),
  ];
}

function serverRequests({ account, user, moment, quote }: Named): readonly SampleRequest[] {
  const params = { id: account };
  const config = { ...ledgerly() };
  return [
    request('PUT', '/v1/config', { body: config }),
    request('GET', '/v1/config'),
    request('GET', '/v1/config/versions'),
    request('GET', '/v1/config/decision-tree'),
    request('POST', '/v1/config/lint', { body: config }),
    request('POST', '/v1/config/versions/{version}/activate', { params: { version: '1' } }),
    request('GET', '/v1/accounts', {
      query: {
        limit: '10',
        q: account,
        plan: 'free',
        stage: 'initial-adoption',
        signal: 'usage.approaching',
        sort: 'updated',
        cursor: 'WyJ1cGRhdGVkIiwxNzcyNzg4ODAwMDAwLCJhIl0',
      },
    }),
    request('GET', '/v1/accounts/{id}', { params, query: { all: 'true' } }),
    request('PUT', '/v1/accounts/{id}/subscription', {
      params,
      body: {
        plan: 'business',
        interval: 'month',
        seats: 3,
        startedAt: '2026-03-01T00:00:00Z',
        renewsAt: '2026-04-01T00:00:00Z',
      },
    }),
    request('GET', '/v1/accounts/{id}/timeline', { params, query: { limit: '10', cursor: A_CURSOR } }),
    request('GET', '/v1/accounts/{id}/decisions', { params, query: { limit: '10', cursor: A_CURSOR } }),
    request('GET', '/v1/accounts/{id}/usage/{meter}', { params: { ...params, meter: 'invoices' } }),
    request('GET', '/v1/accounts/{id}/invoices', { params, query: { limit: '10' } }),
    request('POST', '/v1/check', { body: { account, feature: 'reports', amount: 1 } }),
    request('POST', '/v1/consume', { body: { account, meter: 'invoices', amount: 1 } }),
    request('POST', '/v1/decide', {
      body: { account, user, role: 'owner', session: 's-1', placement: 'dashboard', trigger: TRIGGER },
    }),
    request('GET', '/v1/moments', { query: { account, limit: '10', cursor: A_CURSOR } }),
    ...STEPS.map((step) => request('POST', `/v1/moments/{id}/${step}`, { params: { id: moment }, body: {} })),
    request('POST', '/v1/moments/{id}/snoozed', { params: { id: moment }, body: { until: MUCH_LATER } }),
    request('POST', '/v1/quotes', { body: { account, change: CHANGE, moment } }),
    request('POST', '/v1/quotes/{id}/accept', { params: { id: quote }, body: {} }),
    request('GET', '/v1/reports/funnel', { query: { from: '2026-03-01', to: '2026-04-01', by: 'play' } }),
    request('GET', '/v1/reports/suppression', { query: { from: '2026-03-01', to: '2026-04-01' } }),
    request('GET', '/v1/insights/milestones', { query: { by: 'plan', account } }),
    request('GET', '/v1/environment'),
    request('GET', '/v1/audit', { query: { limit: '10', cursor: A_CURSOR } }),
    request('GET', '/v1/clock'),
    request('PUT', '/v1/clock', { body: { now: LATER } }),
    request('POST', '/v1/clock/advance', { body: { to: LATER } }),
    request('POST', '/v1/console/session', {
      by: 'nobody',
      body: { code: 'one that was never given out', key: 'sk_test_nobodys' },
    }),
    request('GET', '/v1/console/session', { by: 'nobody' }),
    request('DELETE', '/v1/console/session', { by: 'nobody' }),
  ];
}

function browserRequests({ moment, quote }: Named): readonly SampleRequest[] {
  const by = 'browser';
  return [
    request('POST', '/v1/client/session', { by, body: {} }),
    request('POST', '/v1/client/decide', { by, body: { session: 's-1', placement: 'dashboard', trigger: TRIGGER } }),
    request('POST', '/v1/client/quotes', { by, body: { change: CHANGE, moment } }),
    request('POST', '/v1/client/quotes/{id}/accept', { by, params: { id: quote }, body: {} }),
    ...STEPS.map((step) =>
      request('POST', `/v1/client/moments/{id}/${step}`, { by, params: { id: moment }, body: {} }),
    ),
    request('POST', '/v1/client/moments/{id}/snoozed', { by, params: { id: moment }, body: { until: MUCH_LATER } }),
    request('GET', '/v1/client/stream', { by }),
  ];
}

/** The last, as there is nothing left to ask about afterwards. */
function privacyRequests({ account, user, erasure }: Named): readonly SampleRequest[] {
  return [
    request('GET', '/v1/accounts/{id}/export', { params: { id: account } }),
    request('GET', '/v1/erasures/{id}', { params: { id: erasure } }),
    request('DELETE', '/v1/users/{id}', { params: { id: user } }),
    request('DELETE', '/v1/accounts/{id}', { params: { id: account } }),
  ];
}

function request(
  method: Method,
  path: string,
  said: Partial<Omit<SampleRequest, 'method' | 'path'>> = {},
): SampleRequest {
  return { method, path, by: 'secret-key', params: {}, query: {}, ...said };
}
