import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, later, parseInstant, toIso } from './instant.ts';

function reread(text: string): string | null {
  const at = parseInstant(text);
  return at === null ? null : toIso(at);
}

describe('reading an instant', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T09:30:15Z', '2026-03-01T09:30:15.000Z'],
    ['2026-03-01T09:30:15.25Z', '2026-03-01T09:30:15.250Z'],
    ['2026-03-01t09:30:15z', '2026-03-01T09:30:15.000Z'],
    ['2026-03-01 09:30:15', '2026-03-01T09:30:15.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('takes %s', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it.each([
    ['2026-03-01T09:00:00+02:00', '2026-03-01T07:00:00.000Z'],
    ['2026-03-01T09:00:00-0530', '2026-03-01T14:30:00.000Z'],
    ['2026-03-01T00:00:00+05:45', '2026-02-28T18:15:00.000Z'],
    ['2026-12-31T23:00:00-01:00', '2027-01-01T00:00:00.000Z'],
  ])('applies the offset of %s', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it('takes a time without an offset as UTC, wherever the machine stands', () => {
    expect(reread('2026-07-01T12:00:00')).toBe('2026-07-01T12:00:00.000Z');
  });

  it('cuts what is finer than a millisecond', () => {
    expect(reread('2026-03-01T09:00:00.123999999Z')).toBe('2026-03-01T09:00:00.123Z');
  });

  it.each(['2026-02-29', '2026-02-30T10:00:00Z', '2026-04-31', '2100-02-29', '2026-13-01', '2026-00-10', '2026-01-00'])(
    'refuses %s, a day that does not exist',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );

  it('knows the leap years', () => {
    expect(reread('2024-02-29')).toBe('2024-02-29T00:00:00.000Z');
    expect(reread('2000-02-29')).toBe('2000-02-29T00:00:00.000Z');
  });

  it.each([
    '',
    'yesterday',
    '2026',
    '2026-3-1',
    '01/03/2026',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01T09:00:60Z',
    '2026-03-01T09:00:00.Z',
    '2026-03-01T09:00:00+25:00',
    '2026-03-01T09:00:00Z ',
    '+002026-03-01T00:00:00Z',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it.each(['1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'])(
    'refuses %s, outside of the years 1970 to 9999',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );

  it('reads back every instant it writes, and never throws on anything else', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date(0),
          max: new Date('9999-12-31'),
          noInvalidDate: true,
        }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseInstant(text)).not.toThrow();
      }),
    );
  });
});

describe('minting an instant', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, -1, 253_402_300_800_000])('refuses %s', (milliseconds) => {
    expect(instant(milliseconds)).toBeNull();
  });

  it('takes whole milliseconds within the years', () => {
    expect(instant(0)).toBe(0);
    expect(instant(253_402_300_799_999)).toBe(253_402_300_799_999);
  });
});

describe('moving an instant', () => {
  const start = parseInstant('2026-03-01T00:00:00Z');

  it('goes forward and back, to the whole millisecond', () => {
    if (start === null) throw new TypeError('a start');
    expect(toIso(later(start, 1_500.4))).toBe('2026-03-01T00:00:01.500Z');
    expect(toIso(later(start, -1))).toBe('2026-02-28T23:59:59.999Z');
  });

  it('stays within the years that an instant may lie in', () => {
    if (start === null) throw new TypeError('a start');
    expect(toIso(later(start, Number.MAX_SAFE_INTEGER))).toBe('9999-12-31T23:59:59.999Z');
    expect(toIso(later(start, -Number.MAX_SAFE_INTEGER))).toBe('1970-01-01T00:00:00.000Z');
  });
});
