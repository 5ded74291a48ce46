import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { aWorld, compiled, time } from '../testing/world.ts';
import { dueRenewal } from './renewal.ts';

const now = '2026-01-31T12:00:00Z';

describe('a renewal', () => {
  it('is none for an account of which nothing was said, nor before the period ends', () => {
    const { catalog } = compiled(ledgerly());
    expect(dueRenewal(catalog, aWorld({ now }).account('acme').state, time('2030-01-01'))).toBeNull();
    const paid = aWorld({ now }).account('acme', { plan: 'pro' });
    expect(dueRenewal(catalog, paid.state, time('2026-02-28T11:59:59.999Z'))).toBeNull();
    expect(dueRenewal(catalog, paid.state, time('2026-02-28T12:00:00.000Z'))).not.toBeNull();
  });

  it('keeps the anchor: what began on a 31st renews on the last day of shorter months, and on the 31st again after', () => {
    const acme = aWorld({ now }).account('acme', { plan: 'pro' }).tick('2026-05-31T12:00:00Z');
    expect(acme.facts.slice(1).map((fact) => toIso(fact.at))).toEqual([
      '2026-02-28T12:00:00.000Z',
      '2026-03-31T12:00:00.000Z',
      '2026-04-30T12:00:00.000Z',
      '2026-05-31T12:00:00.000Z',
    ]);
    expect(toIso(acme.state.subscription?.startedAt ?? acme.state.since)).toBe('2026-01-31T12:00:00.000Z');
  });

  it('has an id of its own period, so that it is kept once', () => {
    const acme = aWorld({ now }).account('acme', { plan: 'pro' }).tick('2026-03-31T12:00:00Z');
    expect(acme.facts.slice(1).map((fact) => fact.id)).toEqual([
      `renewal:${time('2026-02-28T12:00:00Z')}`,
      `renewal:${time('2026-03-31T12:00:00Z')}`,
    ]);
  });

  it('carries out the step down that waited for it, from a period that begins then', () => {
    const acme = aWorld({ now })
      .account('acme', { plan: 'business' })
      .accepted({ plan: 'pro' })
      .tick('2026-02-28T12:00:00Z');
    expect(acme.state.subscription).toMatchObject({
      plan: 'pro',
      startedAt: time('2026-02-28T12:00:00Z'),
      renewsAt: time('2026-03-28T12:00:00Z'),
      pending: null,
    });
  });

  it('stays on the plan where the one that waited is no longer sold', () => {
    const pending = {
      plan: 'gone',
      interval: 'month',
      at: time('2026-02-28T12:00:00Z'),
    } as const;
    const acme = aWorld({ now }).account('acme').subscribed('pro', 'month', { pending }).tick('2026-02-28T12:00:00Z');
    expect(acme.state.subscription).toMatchObject({
      plan: 'pro',
      pending: null,
    });
  });
});
