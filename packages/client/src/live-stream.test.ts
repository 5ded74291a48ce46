import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeKairosServer } from './testing/fake-kairos-server.ts';
import { FakeBrowserStorage } from './testing/fake-page.ts';
import { anEntitlement, aProSnapshot, aSnapshot, aUsage } from './testing/views.ts';
import { aVisitor, isLive, type Visitor } from './testing/visitor.ts';

let fake: FakeKairosServer;
let visitor: Visitor;

beforeEach(async () => {
  fake = await FakeKairosServer.start();
  visitor = aVisitor(fake);
});

afterEach(async () => {
  visitor.kairos.stop();
  await fake.down();
});

describe('a client that is started', () => {
  it('knows nothing, and then everything that the server knows', async () => {
    const { kairos, until } = visitor;
    expect(kairos.state.get()).toEqual({ connection: 'idle', snapshot: null, moments: {} });
    expect(kairos.usage('invoices')).toBeNull();
    expect(kairos.entitlement('invoices')).toBeNull();
    kairos.start();
    expect(kairos.state.get().connection).toBe('connecting');
    await until(isLive);
    expect(kairos.state.get().snapshot).toEqual(aSnapshot());
    expect(kairos.usage('invoices')).toEqual(aUsage());
    expect(kairos.entitlement('invoices')).toEqual({ ...anEntitlement(), source: 'live' });
  });

  it('has no meter and no feature by the name of something that every object has', async () => {
    visitor.kairos.start();
    await visitor.until(isLive);
    expect(visitor.kairos.usage('constructor')).toBeNull();
    expect(visitor.kairos.entitlement('__proto__')).toBeNull();
  });

  it('may be started twice, and connects once', async () => {
    visitor.kairos.start();
    visitor.kairos.start();
    await visitor.until(isLive);
    expect(fake.requests).toEqual(['GET /v1/client/stream']);
  });

  it('takes over the meters that changed, keeps the others, and tells who listens', async () => {
    const { kairos, until } = visitor;
    fake.snapshot = aSnapshot({ usage: { invoices: aUsage(), seats: aUsage({ name: 'seats', used: 1 }) } });
    kairos.start();
    await until(isLive);
    const heard: unknown[] = [];
    kairos.on('usage', (usage) => heard.push(usage));
    kairos.on('entitlement', (entitlements) => heard.push(entitlements));
    const change = {
      usage: { invoices: aUsage({ used: 9 }) },
      entitlements: { invoices: anEntitlement({ remaining: 1 }) },
    };
    fake.push('usage', change);
    await until(({ snapshot }) => snapshot?.usage['invoices']?.used === 9);
    expect(kairos.usage('seats')?.used).toBe(1);
    expect(kairos.entitlement('invoices')?.remaining).toBe(1);
    expect(heard).toEqual([change.usage, change.entitlements]);
  });

  it('takes over everything when the plan changed', async () => {
    visitor.kairos.start();
    await visitor.until(isLive);
    fake.push('entitlements', aProSnapshot());
    await visitor.until(({ snapshot }) => snapshot?.plan.id === 'pro');
    expect(visitor.kairos.usage('invoices')?.limit).toBe(100);
  });

  it('passes over what only newer clients understand, and reports what nobody can', async () => {
    visitor.kairos.start();
    await visitor.until(isLive);
    fake.push('tomorrow', { what: 'ever' });
    fake.pushRaw('event: usage\ndata: {"usage": 8}\n\nevent: snapshot\ndata: <html>\n\n');
    await visitor.untilErrors(2);
    expect(visitor.errors.map((error) => error.code)).toEqual(['unexpected-answer', 'unexpected-answer']);
    expect(visitor.kairos.usage('invoices')).toEqual(aUsage());
  });

  it('reads a letter that arrives in two halves', async () => {
    fake.snapshot = aSnapshot({ account: { id: 'acme', name: 'Zürich 東京' } });
    const cut: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      if (response.body === null) return response;
      const byteByByte = new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, out) => {
          for (const byte of chunk) out.enqueue(Uint8Array.of(byte));
        },
      });
      return new Response(response.body.pipeThrough(byteByByte), response);
    };
    const other = aVisitor(fake, { fetch: cut });
    other.kairos.start();
    await other.until(isLive);
    expect(other.kairos.state.get().snapshot?.account.name).toBe('Zürich 東京');
    other.kairos.stop();
  });
});

describe('a connection that breaks', () => {
  it('comes back by itself with a fresh snapshot, so that nothing is missed', async () => {
    const { kairos, clock, until } = visitor;
    kairos.start();
    await until(isLive);
    fake.snapshot = aSnapshot({ usage: { invoices: aUsage({ used: 9 }) } });
    fake.dropStreams();
    await until(({ connection }) => connection === 'offline');
    expect(kairos.entitlement('invoices')?.source).toBe('last-known');
    clock.advance(1_000);
    await until(isLive);
    expect(kairos.usage('invoices')?.used).toBe(9);
  });

  it('is tried again later and later, never later than half a minute, and reported once', async () => {
    const { kairos, clock, until, errors } = visitor;
    await fake.down();
    kairos.start();
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      await clock.untilWaiting(waitMs);
      expect(kairos.state.get().connection).toBe('offline');
      clock.advance(waitMs);
    }
    expect(errors.map((error) => error.code)).toEqual(['unreachable']);
    await clock.untilWaiting(30_000);
    await fake.up();
    clock.advance(30_000);
    await until(isLive);
    fake.dropStreams();
    await clock.untilWaiting(1_000);
    expect(errors.map((error) => error.code)).toEqual(['unreachable', 'unreachable']);
  });

  it('is tried at once when the network comes back', async () => {
    await fake.down();
    visitor.kairos.start();
    await visitor.untilErrors(1);
    await fake.up();
    visitor.page.comeOnline();
    await visitor.until(isLive);
    expect(visitor.clock.waitingMs).not.toContain(1_000);
  });

  it('waits as long as an overloaded server asks for', async () => {
    fake.failNext('/v1/client/stream', { kind: 'problem', status: 429, code: 'overloaded', retryAfterSeconds: 7 });
    visitor.kairos.start();
    await visitor.clock.untilWaiting(7_000);
    visitor.clock.advance(7_000);
    await visitor.until(isLive);
  });

  it('is given up after three missed heartbeats', async () => {
    const { kairos, clock, until } = visitor;
    kairos.start();
    await until(isLive);
    clock.advance(45_000);
    await until(({ connection }) => connection === 'offline');
    clock.advance(1_000);
    await until(isLive);
    expect(fake.requests.filter((request) => request === 'GET /v1/client/stream')).toHaveLength(2);
  });

  it('is kept by heartbeats', async () => {
    const { kairos, clock, until } = visitor;
    kairos.start();
    await until(isLive);
    clock.advance(40_000);
    fake.pushRaw(': still here\n\n');
    await clock.untilWaiting(45_000);
    clock.advance(44_000);
    expect(kairos.state.get().connection).toBe('live');
  });

  it('asks for the snapshot alone where something holds streams back', async () => {
    const { clock } = visitor;
    const held: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      const isStream = response.headers.get('content-type') === 'text/event-stream';
      return isStream ? new Response(new ReadableStream(), response) : response;
    };
    const behindProxy = aVisitor(fake, { fetch: held, clock });
    behindProxy.kairos.start();
    await clock.untilWaiting(10_000);
    clock.advance(10_000);
    await behindProxy.until(({ snapshot }) => snapshot !== null);
    expect(behindProxy.kairos.usage('invoices')?.used).toBe(8);
    expect(behindProxy.kairos.state.get().connection).toBe('offline');
    behindProxy.kairos.stop();
  });
});

describe('a tab that nobody looks at', () => {
  it('lets go of its connection after a minute, and takes it up again when it is looked at', async () => {
    const { kairos, page, clock, until } = visitor;
    kairos.start();
    await until(isLive);
    page.hide();
    clock.advance(59_000);
    expect(kairos.state.get().connection).not.toBe('idle');
    clock.advance(1_000);
    await fake.until(() => fake.streams === 0);
    expect(kairos.state.get().connection).toBe('idle');
    page.show();
    await until(isLive);
  });

  it('keeps its connection when somebody only looked away', async () => {
    const { kairos, page, until } = visitor;
    kairos.start();
    await until(isLive);
    page.hide();
    page.show();
    expect(visitor.clock.waitingMs).not.toContain(60_000);
    expect(fake.streams).toBe(1);
  });

  it('does not connect before it is looked at', async () => {
    visitor.page.hide();
    visitor.kairos.start();
    expect(visitor.kairos.state.get().connection).toBe('idle');
    visitor.page.show();
    await visitor.until(isLive);
  });
});

describe('a client that is stopped', () => {
  it('lets go of everything, and can be started again', async () => {
    const { kairos, clock, until, errors } = visitor;
    kairos.start();
    await until(isLive);
    kairos.stop();
    await fake.until(() => fake.streams === 0);
    expect(clock.waitingMs).toEqual([]);
    expect(errors).toEqual([]);
    kairos.start();
    await until(isLive);
  });
});

describe('the next page', () => {
  it('answers with what was last known while the server is away', async () => {
    const browser = new FakeBrowserStorage();
    const first = aVisitor(fake, { browser });
    first.kairos.start();
    await first.until(isLive);
    first.kairos.stop();
    await fake.down();
    const second = aVisitor(fake, { browser });
    second.kairos.start();
    await second.until(({ snapshot }) => snapshot !== null);
    expect(second.kairos.entitlement('invoices')).toEqual({ ...anEntitlement(), source: 'last-known' });
    second.kairos.stop();
  });
});
