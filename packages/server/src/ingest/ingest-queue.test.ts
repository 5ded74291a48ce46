import { describe, expect, it } from 'vitest';
import { time } from '../../../engine/src/testing/world.ts';
import { KairosError } from '../kairos-error.ts';
import { StoreError } from '../store/store-error.ts';
import type { Outcome } from './ingest.ts';
import { IngestQueue } from './ingest-queue.ts';
import type { SegmentMessage } from './segment-message.ts';

/** A transaction under way: what it writes, and how it ends. */
interface Flushing {
  readonly environment: string;
  readonly ids: readonly string[];
  readonly commit: () => void;
  readonly fail: (error: unknown) => void;
}

/** A queue over transactions that end when the test says so. */
function aQueue(): { readonly queue: IngestQueue; readonly next: () => Promise<Flushing> } {
  const begun: Flushing[] = [];
  const waiting: ((flushing: Flushing) => void)[] = [];
  const queue = new IngestQueue((environment, messages) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Outcome[]>();
    const ids = messages.map((message) => message.messageId);
    const commit = (): void => resolve(ids.map((id) => (id.startsWith('known') ? 'duplicate' : 'accepted')));
    const flushing = { environment, ids, commit, fail: reject };
    const waiter = waiting.shift();
    if (waiter === undefined) begun.push(flushing);
    else waiter(flushing);
    return promise;
  });
  const next = (): Promise<Flushing> => {
    const flushing = begun.shift();
    return flushing === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(flushing);
  };
  return { queue, next };
}

function messages(...ids: readonly string[]): readonly SegmentMessage[] {
  const at = time('2026-03-10T12:00:00Z');
  return ids.map((id) => ({
    messageId: id,
    user: 'ana',
    account: 'acme',
    joins: false,
    fact: { kind: 'track', id, at, user: 'ana', event: 'Invoice Sent', properties: {} },
  }));
}

const many = (count: number): readonly SegmentMessage[] =>
  messages(...Array.from({ length: count }, (_, index) => `m${index}`));

describe('requests that come while a transaction is under way', () => {
  it('go together in the next one, each answered for its own messages', async () => {
    const { queue, next } = aQueue();
    const first = queue.push('env', messages('a'));
    const running = await next();
    const others = [
      queue.push('env', messages('b', 'known-c')),
      queue.push('env', messages('d')),
      queue.push('env', messages()),
    ];
    running.commit();
    expect(await first).toEqual(['accepted']);
    const together = await next();
    expect(together.ids).toEqual(['b', 'known-c', 'd']);
    together.commit();
    expect(await Promise.all(others)).toEqual([['accepted', 'duplicate'], ['accepted'], []]);
  });

  it('are not answered before it has committed', async () => {
    const { queue, next } = aQueue();
    let answered = false;
    const push = queue.push('env', messages('a')).then(() => {
      answered = true;
    });
    const running = await next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    running.commit();
    await push;
    expect(answered).toBe(true);
  });

  it('do not wait for those of another environment', async () => {
    const { queue, next } = aQueue();
    const slow = queue.push('slow', messages('a'));
    const held = await next();
    const quick = queue.push('quick', messages('b'));
    const running = await next();
    expect(running.environment).toBe('quick');
    running.commit();
    await quick;
    held.commit();
    await slow;
  });

  it('are spread over several transactions when they are many, and never torn apart', async () => {
    const { queue, next } = aQueue();
    const first = queue.push('env', messages('a'));
    const running = await next();
    const large = Array.from({ length: 3 }, () => queue.push('env', many(900)));
    running.commit();
    const sizes: number[] = [];
    for (let written = 0; written < 2_700; written += sizes.at(-1) ?? 0) {
      const flushing = await next();
      sizes.push(flushing.ids.length);
      flushing.commit();
    }
    expect(sizes).toEqual([1_800, 900]);
    await Promise.all([first, ...large]);
  });
});

describe('a transaction that fails', () => {
  it('is done again for each request alone, so that only the one it failed for is told', async () => {
    const { queue, next } = aQueue();
    const first = queue.push('env', messages('a'));
    const running = await next();
    const pushes = Promise.allSettled([
      queue.push('env', messages('b')),
      queue.push('env', messages('poison')),
      queue.push('env', messages('c')),
    ]);
    running.commit();
    await first;
    const poison = new Error('not this one');
    (await next()).fail(poison);
    for (const id of ['b', 'poison', 'c']) {
      const alone = await next();
      expect(alone.ids).toEqual([id]);
      if (id === 'poison') alone.fail(poison);
      else alone.commit();
    }
    expect(await pushes).toEqual([
      { status: 'fulfilled', value: ['accepted'] },
      { status: 'rejected', reason: poison },
      { status: 'fulfilled', value: ['accepted'] },
    ]);
  });

  it('is told to all at once where the database is what failed', async () => {
    const { queue, next } = aQueue();
    const first = queue.push('env', messages('a'));
    const running = await next();
    const pushes = Promise.allSettled([queue.push('env', messages('b')), queue.push('env', messages('c'))]);
    running.commit();
    await first;
    const lost = new StoreError('store-unreachable', 'gone');
    (await next()).fail(lost);
    expect(await pushes).toEqual([
      { status: 'rejected', reason: lost },
      { status: 'rejected', reason: lost },
    ]);
  });
});

describe('a queue', () => {
  it('refuses more than 50,000 waiting messages of one environment, and says when to come back', async () => {
    const { queue, next } = aQueue();
    const first = queue.push('env', messages('a'));
    const running = await next();
    const waiting = Array.from({ length: 25 }, () => queue.push('env', many(2_000)));
    const error = await Promise.resolve()
      .then(() => queue.push('env', messages('b')))
      .catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(KairosError);
    expect(error).toMatchObject({
      code: 'overloaded',
      retryAfterSeconds: 1,
      message: expect.stringContaining('send these again in a second'),
    });
    const other = queue.push('other', messages('b'));
    (await next()).commit();
    await other;
    running.commit();
    for (let count = 0; count < 25; count += 1) (await next()).commit();
    await Promise.all([first, ...waiting]);
  });

  it('is drained when everything that waits is written', async () => {
    const { queue, next } = aQueue();
    const pushes = [queue.push('env', messages('a'))];
    const running = await next();
    pushes.push(queue.push('env', messages('b')));
    const drained = queue.drain().then(() => 'drained');
    running.commit();
    (await next()).commit();
    expect(await drained).toBe('drained');
    await Promise.all(pushes);
  });
});
