import { describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { inMemoryKairos } from '../testing/in-memory-kairos.ts';
import { seedKairos } from './seed-kairos.ts';
import { seedStore } from './seed-store.ts';

const NOW = Date.UTC(2026, 4, 18, 10, 30);
const DAY_MS = 86_400_000;

async function aSeededKairos({ now = NOW, history = true } = {}) {
  const store = openStore(null);
  const kairos = inMemoryKairos({ clock: () => now });
  seedStore(store, { now, history });
  const first = await seedKairos(kairos, { store, now, history });
  const usageOf = async (account: string) => (await kairos.account(account))?.usage['invoices'];
  const planOf = async (account: string) => (await kairos.account(account))?.subscription.plan;
  return { store, kairos, first, usageOf, planOf };
}

describe('the demo’s past', () => {
  it('has accounts far from their limit, near it and beyond it, and some that have upgraded', async () => {
    const { kairos, usageOf, planOf } = await aSeededKairos();
    expect(await usageOf('quiet-orchard-cider')).toMatchObject({ used: 1, state: 'ok' });
    expect(await usageOf('harbour-and-pine-studio')).toMatchObject({ used: 7, state: 'ok' });
    expect(await usageOf('marigold-and-moth-florists')).toMatchObject({ used: 9, state: 'warning' });
    expect(await usageOf('tin-whistle-toys')).toMatchObject({ used: 10, state: 'critical' });
    expect(await usageOf('copper-fern-landscapes')).toMatchObject({ used: 11, state: 'blocked' });
    expect(await planOf('thimble-and-oak-joinery')).toBe('pro');
    expect(await planOf('nimbus-kite-supply')).toBe('business');
    expect(await planOf('blue-heron-bindery')).toBe('pro');
    expect(kairos.signalsOf('copper-fern-landscapes')).toContain('usage.reached');
  });

  it('has moments at every step, so that the funnel has rows', async () => {
    const { kairos } = await aSeededKairos();
    const stepOf = async (account: string) => (await kairos.momentsOf(account)).map(({ step }) => step);
    expect(await stepOf('juniper-clockworks')).toEqual(['offered']);
    expect(await stepOf('velvet-badger-pictures')).toEqual(['shown']);
    expect(await stepOf('marigold-and-moth-florists')).toEqual(['clicked']);
    expect(await stepOf('tin-whistle-toys')).toEqual(['dismissed']);
    expect(await stepOf('saltbox-surveyors')).toEqual(['checkout-started']);
    expect(await stepOf('blue-heron-bindery')).toEqual(['converted']);
    expect(await stepOf('gable-and-thread-upholstery')).toEqual(['converted']);
    expect(await stepOf('harbour-and-pine-studio')).toEqual([]);
  });

  it('is told once: a second start, a day later, adds nothing', async () => {
    const { store, kairos, first } = await aSeededKairos();
    const upgrades = kairos.upgrades();
    const before = await kairos.account('thimble-and-oak-joinery');
    seedStore(store, { now: NOW + DAY_MS, history: true });
    const second = await seedKairos(kairos, { store, now: NOW + DAY_MS, history: true });
    expect(first.accepted).toBeGreaterThan(300);
    expect(second).toEqual({ accepted: 0, duplicates: first.accepted });
    expect(kairos.upgrades()).toBe(upgrades);
    expect(await kairos.account('thimble-and-oak-joinery')).toEqual(before);
    expect(await kairos.momentsOf('marigold-and-moth-florists')).toHaveLength(1);
  });

  it('is the same past when Ledgerly has lost its own data and starts anew', async () => {
    const { kairos, first } = await aSeededKairos();
    const store = openStore(null);
    seedStore(store, { now: NOW, history: true });
    expect(await seedKairos(kairos, { store, now: NOW, history: true })).toEqual({
      accepted: 0,
      duplicates: first.accepted,
    });
  });

  it('brings in what Kairos missed', async () => {
    const { store, kairos, usageOf } = await aSeededKairos();
    const company = 'harbour-and-pine-studio';
    const draft = store.invoices.allOf(company).find(({ sentAt }) => sentAt === null)?.id ?? '';
    store.invoices.markSent(draft, { by: 'wren-halloway', at: NOW });
    expect(await seedKairos(kairos, { store, now: NOW, history: true })).toMatchObject({ accepted: 1 });
    expect(await usageOf(company)).toMatchObject({ used: 8 });
  });

  it('counts this month’s invoices into this month even on its first morning', async () => {
    const { usageOf } = await aSeededKairos({ now: Date.UTC(2026, 5, 1, 0, 0, 5) });
    expect(await usageOf('harbour-and-pine-studio')).toMatchObject({ used: 7 });
    expect(await usageOf('copper-fern-landscapes')).toMatchObject({ used: 11 });
  });

  it('can be left out: drafts, and nothing sent', async () => {
    const { store, usageOf, planOf } = await aSeededKairos({ history: false });
    expect(await usageOf('harbour-and-pine-studio')).toMatchObject({ used: 0 });
    expect(await planOf('blue-heron-bindery')).toBe('free');
    const invoices = store.invoices.allOf('harbour-and-pine-studio');
    expect(invoices.map(({ sentAt }) => sentAt)).toEqual([null, null, null, null, null, null]);
  });
});
