import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import type { Caller } from '../testing/caller.ts';
import { operationsOf, publishedDocument } from '../testing/openapi.ts';
import { type Named, pathOf, type SampleRequest, sampleRequests } from '../testing/sample-requests.ts';
import { aKairos, BOOTSTRAP_KEY, type TestKairos } from '../testing/test-kairos.ts';

/** In everything that the other tenant says of itself, so that a word of it shows wherever it gets to. */
const CANARY = 'canary';

let ours: TestKairos;
let theirs: TestKairos;
let ourNames: Named;
let theirNames: Named;

beforeAll(async () => {
  const kairos = await aKairos();
  ours = await kairos.fresh();
  theirs = await kairos.fresh(canaryConfig());
  ourNames = await live(ours, 'Acme');
  theirNames = await live(theirs, `Acme of the ${CANARY}`);
});
afterAll(() => ours.close());

describe('two tenants whose accounts, users and messages have the same ids', () => {
  it('are asked about on every route that there is', async () => {
    const operations = [...operationsOf(await publishedDocument(ours)).keys()];
    const asked = sampleRequests(ourNames).map(({ method, path }) => `${method} ${path}`);
    expect(asked.toSorted()).toEqual(operations.toSorted());
  });

  it('never read a word of each other', async () => {
    for (const request of readingRequests(ourNames)) {
      const { status, text } = await send(request);
      expect(`${request.path}: ${status}`).toBe(`${request.path}: 200`);
      expect(text).not.toContain(CANARY);
      for (const secret of secretsOf(theirs)) expect(text).not.toContain(secret);
    }
  });

  it("do not find each other's moments and quotes", async () => {
    const foreign = sampleRequests({ ...ourNames, moment: theirNames.moment, quote: theirNames.quote });
    const byForeignId = foreign.filter(
      ({ path, method }) => /\/(?:moments|quotes)\/\{id\}/.test(path) && method === 'POST',
    );
    expect(byForeignId).toHaveLength(12);
    for (const request of byForeignId) {
      const { status, text } = await send(request);
      expect(`${request.path}: ${status}`).toBe(`${request.path}: 404`);
      expect(text).not.toContain(CANARY);
    }
    const borrowed = foreign.filter(({ path }) => path.endsWith('/quotes'));
    for (const request of borrowed) expect((await send(request)).status).toBe(404);
  });

  it('change nothing of each other, whatever one of them does', async () => {
    const before = await everythingOf(theirs);
    expect(before).toContain(CANARY);
    for (const named of [ourNames, { ...ourNames, moment: theirNames.moment, quote: theirNames.quote }]) {
      for (const request of sampleRequests(named).filter(({ method }) => method !== 'GET')) {
        const { text } = await send(request);
        expect(text).not.toContain(CANARY);
      }
    }
    expect(await everythingOf(theirs)).toBe(before);
  });

  it('hear nothing of each other on their streams', async () => {
    const [us, them] = await Promise.all([ours.fresh(), theirs.fresh(canaryConfig())]);
    const browser = await us.browser();
    const stream = await browser.listen();
    await stream.until('snapshot');
    await them.sends('Invoice Sent', { times: 9 });
    await us.sends('Invoice Sent', { times: 2 });
    expect(await stream.next()).toMatchObject({ event: 'usage', data: { usage: { invoices: { used: 2 } } } });
    await stream.close();
  });

  it("are not let in with each other's user tokens", async () => {
    const browser = ours.browserWith(await theirs.token({ role: 'owner' }));
    expect(await browser.caller.refused('POST', '/v1/client/session', { body: {} })).toMatchObject({
      status: 401,
      code: 'user-token-invalid',
    });
  });
});

function canaryConfig(): ReturnType<typeof ledgerly> {
  const config = ledgerly();
  return { ...config, plans: config.plans.map((plan) => ({ ...plan, name: `${plan.name} ${CANARY}` })) };
}

/** Fills an environment: an account with a name, a member, use, a decision, a moment and a quote. */
async function live(kairos: TestKairos, name: string): Promise<Named> {
  const traits = { name, role: 'owner' };
  await kairos.tell(
    { type: 'group', messageId: 'g-1', userId: 'ana', groupId: 'acme', traits },
    { type: 'identify', messageId: 'i-1', userId: 'ana', traits },
    { type: 'page', messageId: 'p-1', userId: 'ana', name, properties: { name } },
  );
  await kairos.sends('Invoice Sent', { times: 9, properties: { customer: name } });
  const { moment } = await kairos.decide({ session: 's-0', placement: name });
  await kairos.upgrade({ plan: 'pro' });
  const { id: quote } = await kairos.quote({ plan: 'business' });
  const [key, erasure] = [await kairos.spareKey(), await kairos.erase('user', 'somebody else')];
  const { id: environment } = kairos.environment;
  return { account: 'acme', user: 'ana', moment: moment?.id ?? '', quote, environment, key, erasure };
}

function readingRequests(named: Named): readonly SampleRequest[] {
  const isOfAnEnvironment = ({ path }: SampleRequest): boolean => path.startsWith('/v1/') && !path.endsWith('/stream');
  return sampleRequests(named)
    .filter((request) => request.method === 'GET' && isOfAnEnvironment(request))
    .filter(({ path }) => !path.startsWith('/v1/console'));
}

async function send(request: SampleRequest): Promise<{ readonly status: number; readonly text: string }> {
  const { cursor: _, ...query } = request.query;
  const said = request.body === undefined ? {} : { body: request.body };
  const caller = await callerFor(ours, request);
  const response = await caller.fetch(request.method, pathOf({ ...request, query }), said);
  return { status: response.status, text: await response.text() };
}

async function callerFor(kairos: TestKairos, { by }: SampleRequest): Promise<Caller> {
  if (by === 'browser') return (await kairos.browser()).caller;
  if (by === 'bootstrap-key') return kairos.callerWith(BOOTSTRAP_KEY);
  return by === 'nobody' ? kairos.callerWith(null) : kairos.api;
}

function secretsOf({ environment, secretKey }: TestKairos): readonly string[] {
  return [environment.id, environment.publishableKey, environment.identitySecret, secretKey];
}

/** All that an environment can read of itself, as text. */
async function everythingOf(kairos: TestKairos): Promise<string> {
  const texts: string[] = [];
  for (const request of readingRequests(theirNames)) {
    const { cursor: _, ...query } = request.query;
    texts.push(await (await (await callerFor(kairos, request)).fetch('GET', pathOf({ ...request, query }))).text());
  }
  return texts.join('\n');
}
