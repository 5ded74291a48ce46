import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOON, type TestKairos } from './test-kairos.ts';

/** The whole way of an account, from its first event to what it is billed: the same on every database. */
export function describeUpgradePath(name: string, start: () => Promise<TestKairos>): void {
  describe(`on ${name}, an account that outgrows its plan`, () => {
    let first: TestKairos;
    let kairos: TestKairos;
    beforeAll(async () => {
      first = await start();
    });
    afterAll(() => first.close());
    beforeEach(async () => {
      kairos = await first.fresh();
    });

    it('is noticed at 80%, offered the next plan, upgrades, has access in the same answer, and is in the funnel', async () => {
      await kairos.sends('Invoice Sent', { times: 7 });
      expect(await kairos.signals()).toEqual([]);
      expect((await kairos.decide()).moment).toBeNull();
      await kairos.sends('Invoice Sent');
      expect(await kairos.signals()).toEqual(['usage.approaching']);
      expect((await kairos.account()).usage['invoices']).toMatchObject({ used: 8, limit: 10, state: 'warning' });

      const { moment } = await kairos.decide({ session: 'monday' });
      expect(moment).toMatchObject({
        signal: 'usage.approaching',
        presentation: 'banner',
        reactive: false,
        offer: { from: 'free', to: 'pro', toName: 'Pro', priceDelta: 4_900, currency: 'USD' },
        expiresAt: '2026-04-01T00:00:00.000Z',
      });
      const id = moment?.id ?? '';
      expect((await kairos.decide({ session: 'monday' })).moment?.id).toBe(id);
      expect(await kairos.take(id, 'shown')).toEqual({ id, step: 'shown' });
      expect((await kairos.decide({ session: 'monday' })).moment).toBeNull();
      await kairos.take(id, 'clicked');
      await kairos.take(id, 'checkout-started');

      expect((await kairos.check('reports')).allowed).toBe(false);
      const quote = await kairos.quote({ plan: 'pro' }, { moment: id });
      expect(quote).toMatchObject({ dueNow: 4_900, mrrDelta: 4_900, effectiveAt: NOON, moment: id });
      const { upgrade, entitlements } = await kairos.accept(quote.id);
      expect(upgrade).toMatchObject({ status: 'active', from: 'free', to: 'pro', mrrDelta: 4_900, moment: id });
      expect(entitlements['reports']).toMatchObject({ allowed: true, reason: 'granted' });
      expect(entitlements['invoices']).toMatchObject({ allowed: true, used: 8, limit: 100, remaining: 92 });
      expect(await kairos.check('reports')).toMatchObject({ allowed: true, known: true });
      expect(await kairos.signals()).toEqual([]);

      const converted = { eligible: 1, shown: 1, clicked: 1, checkoutStarted: 1, converted: 1, revenue: 4_900 };
      expect((await kairos.funnel()).rows).toMatchObject([{ key: 'outgrowing-limit', ...converted }]);
      expect((await kairos.funnel('signal')).totals).toMatchObject({ ...converted, conversionRate: 1 });
      expect(await kairos.moments()).toMatchObject([{ id, step: 'converted', mrrDelta: 4_900 }]);
    });

    it('is billed once at the upgrade and once at each renewal', async () => {
      await kairos.sends('Invoice Sent', { times: 8 });
      await kairos.upgrade({ plan: 'pro' });
      expect(await kairos.invoices()).toMatchObject([{ at: NOON, total: 4_900, status: 'paid' }]);
      expect((await kairos.account()).subscription).toMatchObject({
        plan: 'pro',
        renewsAt: '2026-04-10T12:00:00.000Z',
      });

      await kairos.advance('2026-04-10T11:59:59.999Z');
      expect(await kairos.invoices()).toHaveLength(1);
      await kairos.advance('2026-04-10T12:00:00.000Z');
      expect(await kairos.invoices()).toMatchObject([
        { at: '2026-04-10T12:00:00.000Z', total: 4_900, lines: [{ description: 'Pro, one month', amount: 4_900 }] },
        { at: NOON },
      ]);
      await kairos.advance('2027-03-10T12:00:00.000Z');
      expect(await kairos.invoices()).toHaveLength(13);
      expect((await kairos.account()).subscription.renewsAt).toBe('2027-04-10T12:00:00.000Z');
    });

    it('pays the difference for the rest of the period when it goes on from one paid plan to the next', async () => {
      await kairos.sends('Invoice Sent');
      await kairos.upgrade({ plan: 'pro' });
      await kairos.advance('2026-03-26T00:00:00.000Z');
      const quote = await kairos.quote({ plan: 'business' });
      // Half of the 31 days are left.
      expect(quote.lines.map((line) => line.amount)).toEqual([-2_450, 4_950]);
      expect(quote).toMatchObject({ dueNow: 2_500, mrrDelta: 5_000 });
      await kairos.accept(quote.id);
      expect((await kairos.account()).subscription).toMatchObject({
        plan: 'business',
        renewsAt: '2026-04-10T12:00:00.000Z',
      });
      expect((await kairos.invoices())[0]).toMatchObject({ total: 2_500 });
      await kairos.advance('2026-04-10T12:00:00.000Z');
      expect((await kairos.invoices())[0]).toMatchObject({ total: 9_900 });
    });

    it('keeps what it has paid for when it steps down, until the period ends', async () => {
      await kairos.sends('Invoice Sent', { times: 12 });
      await kairos.upgrade({ plan: 'pro' });
      const { upgrade, entitlements } = await kairos.upgrade({ plan: 'free' });
      expect(upgrade).toMatchObject({
        status: 'scheduled',
        to: 'free',
        mrrDelta: -4_900,
        effectiveAt: '2026-04-10T12:00:00.000Z',
      });
      expect(entitlements['invoices']).toMatchObject({ limit: 100 });
      expect((await kairos.account()).subscription).toMatchObject({
        plan: 'pro',
        pending: { plan: 'free', interval: 'month', at: '2026-04-10T12:00:00.000Z' },
      });
      await kairos.advance('2026-04-10T12:00:00.000Z');
      expect((await kairos.account()).subscription).toMatchObject({ plan: 'free', pending: null });
      expect(await kairos.check('reports')).toMatchObject({ allowed: false, requiredPlan: 'pro' });
      expect(await kairos.invoices()).toHaveLength(1);
    });

    it('walks into its limit, is always answered, and starts anew with the month', async () => {
      await kairos.sends('Invoice Sent', { times: 11 });
      expect(await kairos.check('invoices')).toMatchObject({
        allowed: false,
        reason: 'limit-reached',
        state: 'blocked',
      });
      const question = { session: 'monday', trigger: { type: 'limit', meter: 'invoices' } };
      expect((await kairos.decide(question)).moment).toMatchObject({ reactive: true, presentation: 'modal' });
      expect((await kairos.decide(question)).moment).toMatchObject({ reactive: true, presentation: 'inline' });
      await kairos.advance('2026-04-01T00:00:00.000Z');
      expect(await kairos.used()).toBe(0);
      // What was said of the old month is over; that nobody came for the rest of it is told by time alone.
      expect(await kairos.signals()).toEqual(['health.inactive']);
      expect(await kairos.check('invoices')).toMatchObject({ allowed: true, remaining: 10 });
    });

    it('tells everything that happened, newest first, and why it was decided so', async () => {
      await kairos.sends('Invoice Sent', { times: 8 });
      const { moment } = await kairos.decide({ session: 'monday', placement: 'dashboard' });
      await kairos.advance('2026-03-11T12:00:00.000Z');
      const quote = await kairos.quote({ plan: 'pro' }, { moment: moment?.id ?? '' });
      await kairos.accept(quote.id);
      const timeline = await kairos.timeline();
      expect(
        timeline
          .slice(0, 2)
          .map((entry) => entry.kind)
          .toSorted(),
      ).toEqual(['moment', 'upgrade']);
      expect(timeline.filter((entry) => entry.kind === 'event')).toHaveLength(8);
      expect(timeline.filter((entry) => entry.kind === 'signal')).toMatchObject([{ signal: 'usage.approaching' }]);
      const [decision] = await kairos.decisions();
      expect(decision).toMatchObject({
        moment: moment?.id,
        user: 'ana',
        session: 'monday',
        placement: 'dashboard',
        version: 1,
      });
      expect(decision?.trace).toContainEqual(expect.objectContaining({ play: 'outgrowing-limit', outcome: 'chosen' }));
      expect(await kairos.series('invoices')).toMatchObject({
        limit: 100,
        thresholds: [80, 95],
        graceLimit: 110,
        period: { start: '2026-03-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' },
      });
    });

    it('is listed, found by a part of its name, and paged through', async () => {
      for (const account of ['one', 'two', 'three']) await kairos.sends('Invoice Sent', { account });
      await kairos.tell({ type: 'group', userId: 'ana', groupId: 'two', traits: { name: 'Harbour 100% & Pine_' } });
      expect((await kairos.accounts('?q=100%25 %26 pine_')).data).toMatchObject([
        { id: 'two', name: 'Harbour 100% & Pine_' },
      ]);
      expect((await kairos.accounts('?q=_ne')).data).toEqual([]);
      const seen: string[] = [];
      for (let query: string | null = '?limit=2'; query !== null; ) {
        const page = await kairos.accounts(query);
        seen.push(...page.data.map((account) => account.id));
        query = page.next === null ? null : `?limit=2&cursor=${page.next}`;
      }
      expect(seen.toSorted()).toEqual(['one', 'three', 'two']);
    });
  });
}
