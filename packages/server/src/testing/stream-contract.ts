import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestKairos } from './test-kairos.ts';

/** What a browser hears on its stream: the same on every database. */
export function describeStream(name: string, start: () => Promise<TestKairos>): void {
  describe(`on ${name}, a stream`, () => {
    let first: TestKairos;
    let kairos: TestKairos;
    beforeAll(async () => {
      first = await start();
    });
    afterAll(() => first.close());
    beforeEach(async () => {
      kairos = await first.fresh();
    });

    it('begins with everything, and goes on with what changed: usage, signals, steps of moments, the plan', async () => {
      await kairos.sends('Invoice Sent', { times: 7 });
      const browser = await kairos.browser();
      const stream = await browser.listen();
      expect(await stream.next()).toMatchObject({
        event: 'snapshot',
        data: {
          account: { id: 'acme' },
          plan: { id: 'free' },
          usage: { invoices: { used: 7, state: 'ok' } },
          moments: [],
        },
      });

      await kairos.sends('Invoice Sent');
      const usage = await stream.next();
      expect(usage).toMatchObject({ event: 'usage', data: { usage: { invoices: { used: 8, state: 'warning' } } } });
      expect(usage).toHaveProperty('data.usage', { invoices: expect.objectContaining({ used: 8 }) });
      expect(await stream.next()).toMatchObject({
        event: 'signal',
        data: { signal: 'usage.approaching', meter: 'invoices' },
      });

      const { moment } = await browser.decide({ session: 'monday' });
      const id = moment?.id ?? '';
      await browser.take(id, 'shown');
      expect(await stream.until('moment')).toEqual({ id, step: 'shown' });

      const { id: quote } = await browser.quote({ plan: 'pro' }, id);
      await browser.accept(quote);
      expect(await stream.next()).toMatchObject({
        event: 'entitlements',
        data: {
          plan: { id: 'pro' },
          usage: { invoices: { limit: 100 } },
          entitlements: { reports: { allowed: true } },
          moments: [],
        },
      });
      expect(await stream.until('moment')).toEqual({ id, step: 'converted' });
      await stream.close();
    });

    it('tells of changes in the order in which they were made, however many at once, and ends with the truth', async () => {
      const stream = await (await kairos.browser()).listen();
      await stream.until('snapshot');
      await Promise.all(Array.from({ length: 9 }, () => kairos.sends('Invoice Sent')));
      let used = 0;
      while (used < 9) {
        const { usage } = (await stream.until('usage')) as { usage: { invoices: { used: number } } };
        expect(usage.invoices.used).toBeGreaterThan(used);
        used = usage.invoices.used;
      }
      await stream.close();
    });

    it('hears of time that passed and of a config that was put', async () => {
      await kairos.sends('Invoice Sent', { times: 3 });
      const stream = await (await kairos.browser()).listen();
      await stream.until('snapshot');
      await kairos.advance('2026-04-01T00:00:00Z');
      expect(await stream.until('usage')).toMatchObject({ usage: { invoices: { used: 0 } } });
      const { body } = await kairos.api.ask('GET', '/v1/config');
      const { config } = body as { config: { plans: { name: string }[] } };
      await kairos.api.ask('PUT', '/v1/config', {
        body: { ...config, plans: config.plans.map((plan) => ({ ...plan, name: `New ${plan.name}` })) },
      });
      expect(await stream.until('entitlements')).toMatchObject({ plan: { name: 'New Free' } });
      await stream.close();
    });

    it('comes back with everything as it is by then', async () => {
      const browser = await kairos.browser();
      const before = await browser.listen();
      await before.until('snapshot');
      await before.close();
      await kairos.sends('Invoice Sent', { times: 5 });
      const after = await browser.listen();
      expect(await after.next()).toMatchObject({ event: 'snapshot', data: { usage: { invoices: { used: 5 } } } });
      await after.close();
    });

    it('is refused where it could not be read, rather than left empty', async () => {
      const bare = await first.another();
      const { caller } = await bare.browser();
      expect(await caller.refused('GET', '/v1/client/stream')).toMatchObject({ code: 'no-config' });
    });
  });
}
