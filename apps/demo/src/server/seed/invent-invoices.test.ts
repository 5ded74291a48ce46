import { describe, expect, it } from 'vitest';
import { FICTIONAL_COMPANIES, slugOf } from './fictional-companies.ts';
import { inventInvoices } from './invent-invoices.ts';
import { randomFrom } from './random.ts';

const NOW = Date.UTC(2026, 4, 18, 10, 30);

describe('inventing invoices', () => {
  it('gives every company the same ones every time', () => {
    for (const company of FICTIONAL_COMPANIES) {
      expect(inventInvoices(company, NOW)).toEqual(inventInvoices(company, NOW));
    }
  });

  it.each(FICTIONAL_COMPANIES)(
    'sends as many in each month as $name is busy, none of them in the future',
    (company) => {
      const sent = inventInvoices(company, NOW).flatMap(({ sentAt }) => sentAt ?? []);
      const months = Map.groupBy(sent, (at) => new Date(at).toISOString().slice(0, 7));
      const counts = [...months.values()].map((each) => each.length);
      expect(counts).toEqual([...company.earlierMonths, company.thisMonth]);
      expect(Math.max(...sent)).toBeLessThan(NOW);
    },
  );

  it('keeps companies on Free within what Free holds in a month, until the one in which they run out', () => {
    const onFree = FICTIONAL_COMPANIES.filter(({ heldPlan }) => heldPlan === undefined);
    expect(Math.max(...onFree.flatMap(({ earlierMonths }) => earlierMonths))).toBeLessThanOrEqual(10);
  });

  it('names no company and no person twice', () => {
    const ids = FICTIONAL_COMPANIES.flatMap(({ name, people }) => [name, ...people]).map(slugOf);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the stream of random numbers', () => {
  it('is the same for the same seed, and another for another', () => {
    const streamOf = (seed: string): number[] => {
      const random = randomFrom(seed);
      return Array.from({ length: 5 }, () => random.between(0, 1_000_000));
    };
    expect(streamOf('a')).toEqual(streamOf('a'));
    expect(streamOf('a')).not.toEqual(streamOf('b'));
  });

  it('is spread evenly', () => {
    const random = randomFrom('dice');
    const counts = new Map<number, number>();
    for (let roll = 0; roll < 6_000; roll += 1) {
      const side = random.between(1, 6);
      counts.set(side, (counts.get(side) ?? 0) + 1);
    }
    expect(new Set(counts.keys())).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });
});
