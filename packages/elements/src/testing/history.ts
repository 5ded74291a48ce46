import type { UsageHistory } from '@kairos/client';

/** Ledgerly's free plan on 12 March: 8 of 10 invoices, which at this pace are used up on the 15th. */
export function aHistory(given: Partial<UsageHistory> = {}): UsageHistory {
  const days = ['02T09', '03T14', '05T10', '06T16', '09T09', '10T11', '11T15', '12T08'];
  return {
    meter: 'invoices',
    name: 'invoices',
    limit: 10,
    thresholds: [80, 95],
    graceLimit: 11,
    period: { start: '2026-03-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' },
    now: '2026-03-12T12:00:00.000Z',
    points: days.map((day, index) => ({ at: `2026-03-${day}:00:00.000Z`, used: index + 1 })),
    projectedFullAt: '2026-03-15T09:00:00.000Z',
    ...given,
  };
}
