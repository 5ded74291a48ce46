import { aUsage } from '@kairos/client/testing';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../page/texts.ts';
import { aHistory } from '../testing/history.ts';
import { describeHistory, describeView, type Reader, rowsOf } from './describe-usage.ts';

const reader: Reader = { texts: ENGLISH, locale: 'en-GB', timeZone: 'UTC' };
const used = (amount: number): { readonly at: string; readonly used: number }[] => [
  { at: '2026-03-02T09:00:00.000Z', used: amount },
];

describe('a history in words', () => {
  it('says what is used, what is left, when it runs out, and when it starts anew', () => {
    expect(describeHistory(aHistory(), reader)).toBe(
      '8 of 10 invoices used, 2 left. At this pace the limit is reached about 15 March. Resets on 1 April.',
    );
  });

  it('says that there is grace, and when there is none left', () => {
    const inGrace = aHistory({ points: used(11), graceLimit: 12, projectedFullAt: null });
    expect(describeHistory(inGrace, reader)).toBe(
      '11 invoices used, 1 over the limit of 10. Grace goes up to 12. Resets on 1 April.',
    );
    const blocked = aHistory({ points: used(10), graceLimit: null, projectedFullAt: null, period: null });
    expect(describeHistory(blocked, reader)).toBe('10 of 10 invoices used, 0 left. There is no grace left.');
  });

  it('says that there is no limit', () => {
    const unlimited = aHistory({ limit: null, graceLimit: null, projectedFullAt: null, period: null });
    expect(describeHistory(unlimited, reader)).toBe('8 invoices used. This plan has no limit.');
  });

  it('says nothing of a day that can not be read', () => {
    expect(describeHistory(aHistory({ projectedFullAt: null, period: null }), reader)).toBe(
      '8 of 10 invoices used, 2 left.',
    );
  });

  it("is written as the reader's language writes numbers and days", () => {
    const storage = aHistory({
      name: 'bytes',
      limit: 10_737_418_240,
      points: used(8_589_934_592),
      projectedFullAt: null,
    });
    const said = describeHistory(storage, { ...reader, locale: 'de' }).replaceAll('\u00a0', ' ');
    expect(said).toBe('8,6 Mrd. of 10,7 Mrd. bytes used, 2,1 Mrd. left. Resets on 1. April.');
  });

  it("names days in the account's time zone", () => {
    const late = aHistory({ projectedFullAt: '2026-03-15T23:30:00.000Z' });
    expect(describeHistory(late, { ...reader, timeZone: 'Asia/Tokyo' })).toContain('about 16 March');
    expect(describeHistory(late, { ...reader, timeZone: 'No/Such_Zone' })).toContain('March');
  });

  it('has a row for each day, with the last use of it', () => {
    const points = [
      ...used(1),
      { at: '2026-03-02T18:00:00.000Z', used: 3 },
      { at: '2026-03-04T08:00:00.000Z', used: 1_200 },
    ];
    expect(rowsOf(aHistory({ points }), reader)).toEqual([
      { day: '2 March', used: '3' },
      { day: '4 March', used: '1,200' },
    ]);
  });
});

describe('a view in words', () => {
  it('says what is used and what is left', () => {
    expect(describeView(aUsage(), reader)).toBe('8 of 10 invoices used, 2 left.');
    expect(describeView(aUsage({ used: 12 }), reader)).toBe('12 invoices used, 2 over the limit of 10.');
  });
});
