import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../wire/problem.ts';
import type { Caller } from '../testing/caller.ts';
import { pathOf, type SampleRequest, sampleRequests } from '../testing/sample-requests.ts';
import { aKairos, BOOTSTRAP_KEY, type TestKairos } from '../testing/test-kairos.ts';

const LEVELS = 10_000;
/** As JSON text, so that it can be sent where no serialiser would write it. */
const DEEP_LIST = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
const DEEP_OBJECT = '{"a":'.repeat(LEVELS) + '1' + '}'.repeat(LEVELS);

const HOSTILE_TEXTS = [
  '\0',
  'nul\0inside',
  '\uD800',
  'half\uDC00pair',
  '__proto__',
  'constructor',
  'toString',
  "'; drop table accounts; --",
  '%',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{ account.name }}',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  '',
  ' ',
  'x'.repeat(5_000),
];

const HOSTILE_JSON = [
  'null',
  'true',
  '0',
  '-1',
  '1e400',
  '1e-400',
  '0.1',
  '9007199254740993',
  '[]',
  '{}',
  '""',
  DEEP_LIST,
  DEEP_OBJECT,
];

/** Of one operation so many bodies at most, from all over its shape, so many at a time. */
const MAX_BODIES = 60;
const AT_ONCE = 24;

let kairos: TestKairos;
let requests: readonly SampleRequest[];
const failures: string[] = [];

beforeAll(async () => {
  kairos = await (await aKairos()).fresh();
  await kairos.sends('Invoice Sent', { times: 8 });
  const { moment } = await kairos.decide();
  const { id: quote } = await kairos.quote({ plan: 'pro' });
  const isStream = (request: SampleRequest): boolean => request.path.endsWith('/stream');
  const named = { account: 'acme', user: 'ana', moment: moment?.id ?? '', quote };
  const { id: environment } = kairos.environment;
  requests = sampleRequests({
    ...named,
    environment,
    key: await kairos.spareKey(),
    erasure: await kairos.erase('user', 'nobody'),
  }).filter((request) => !isStream(request));
});
afterAll(() => kairos.close());

describe('whatever is sent in place of what belongs there', () => {
  it('is answered or refused, and never breaks anything: texts in every path and query', async () => {
    for (const request of requests) {
      for (const part of ['params', 'query'] as const) {
        for (const name of Object.keys(request[part])) {
          for (const text of HOSTILE_TEXTS) await attack({ ...request, [part]: { ...request[part], [name]: text } });
        }
      }
    }
    expect(failures).toEqual([]);
  });

  it('is answered or refused, and never breaks anything: texts and JSON in every place of every body', async () => {
    for (const request of requests) {
      const bodies = spread(hostileBodies(request.body));
      while (bodies.length > 0) await Promise.all(bodies.splice(0, AT_ONCE).map((body) => attack(request, body)));
    }
    expect(failures).toEqual([]);
  });

  it('is answered or refused, and never breaks anything: names of keys', async () => {
    for (const request of requests.filter(({ body }) => body !== undefined)) {
      for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', '\\u0000', '\\ud800']) {
        const body = JSON.stringify(request.body);
        const first = body === '{}' ? '' : ',';
        await attack(request, `{"${name}":{"polluted":true}${first}${body.slice(1)}`);
      }
    }
    expect(failures).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is answered or refused, and never breaks anything: headers', async () => {
    for (const request of requests.filter(({ method }) => method === 'POST')) {
      for (const headers of [
        { 'idempotency-key': 'x'.repeat(256) },
        { 'idempotency-key': '\u00ff' },
        { 'kairos-user-token': 'not.a.token' },
        { authorization: `Basic ${Buffer.from('pk_\0\uD800:').toString('base64')}` },
        { authorization: 'Bearer' },
        { 'content-type': 'text/plain' },
        { 'content-encoding': 'gzip' },
      ]) {
        await attack(request, JSON.stringify(request.body ?? {}), headers);
      }
      const long = {
        ...request,
        params: Object.fromEntries(Object.keys(request.params).map((name) => [name, noise()])),
      };
      await attack(long, JSON.stringify(request.body ?? {}), { 'idempotency-key': 'once' });
    }
    expect(failures).toEqual([]);
  });

  it('leaves the account as it was told', async () => {
    const { members, usage } = await kairos.account();
    expect(usage['invoices']?.used).toBeGreaterThanOrEqual(8);
    expect(members.length).toBeLessThan(100);
    expect(await (await kairos.browser()).session()).toMatchObject({ account: { id: 'acme' } });
  });
});

/** Sends a request and notes an answer that is a fault of ours, or a refusal that is no problem. */
async function attack(
  request: SampleRequest,
  text?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const caller = await callerFor(request);
  const body = text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const said =
    request.method === 'GET' || body === undefined
      ? { headers }
      : { body, headers: { 'content-type': 'application/json', ...headers } };
  const { status, body: answered } = await caller.ask(request.method, pathOf(request), said);
  const isFine = status < 400 || (status < 500 && problemSchema.safeParse(answered).success);
  if (!isFine)
    failures.push(
      `${request.method} ${pathOf(request).slice(0, 200)} ${(body ?? '').slice(0, 200)}: ${status} ${JSON.stringify(answered)}`,
    );
}

async function callerFor({ by }: SampleRequest): Promise<Caller> {
  if (by === 'browser') return (await kairos.browser()).caller;
  if (by === 'bootstrap-key') return kairos.callerWith(BOOTSTRAP_KEY);
  return by === 'nobody' ? kairos.callerWith(null) : kairos.api;
}

function spread(bodies: readonly string[]): string[] {
  const stride = bodies.length / MAX_BODIES;
  return stride <= 1
    ? [...bodies]
    : bodies.filter((_, index) => Math.floor(index / stride) !== Math.floor((index - 1) / stride));
}

/** A body with each of its parts in turn put otherwise, as JSON text. */
function hostileBodies(body: unknown): readonly string[] {
  if (body === undefined) return [];
  const texts = HOSTILE_TEXTS.map((text) => JSON.stringify(text));
  return replacements(body, [...texts, ...HOSTILE_JSON]);
}

function replacements(value: unknown, hostile: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return hostile;
  const entries = Object.entries(value).slice(0, 6);
  const inside = entries.flatMap(([key, inner]) => {
    const others = Object.entries(value).filter(([other]) => other !== key);
    return replacements(inner, hostile).map((text) => {
      const members = [
        ...others.map(([other, kept]): [string, string] => [other, JSON.stringify(kept)]),
        [key, text] as const,
      ];
      return Array.isArray(value)
        ? `[${members.map(([, member]) => member).join(',')}]`
        : `{${members.map(([name, member]) => `${JSON.stringify(name)}:${member}`).join(',')}}`;
    });
  });
  return [...hostile, ...inside];
}

/** A long text that doesn't compress. */
function noise(): string {
  return Array.from({ length: 600 }, (_, index) => ((index * 2_654_435_761) % 2 ** 32).toString(36)).join('');
}
