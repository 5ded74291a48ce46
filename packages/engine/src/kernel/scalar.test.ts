import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, isObject, pickScalars } from './scalar.ts';

const bounds = { maxCount: 3, maxLength: 5 };

describe('keeping the scalars of an untrusted object', () => {
  it('keeps text, finite numbers and booleans, and leaves out everything else', () => {
    const source = {
      a: 'x',
      b: 1.5,
      c: false,
      d: null,
      e: [1],
      f: {},
      g: Number.NaN,
      h: undefined,
    };
    expect(pickScalars(source, { maxCount: 10, maxLength: 10 })).toEqual({
      a: 'x',
      b: 1.5,
      c: false,
    });
  });

  it('keeps the first ones, as many as may be', () => {
    expect(Object.keys(pickScalars({ a: 1, x: null, b: 2, c: 3, d: 4 }, bounds))).toEqual(['a', 'b', 'c']);
  });

  it('cuts long text, and leaves out what has too long a name', () => {
    expect(pickScalars({ plan: 'enterprise', averylongname: 1 }, bounds)).toEqual({ plan: 'enter' });
  });

  it('never lets a name become a part of the object itself', () => {
    const hostile: unknown = JSON.parse('{"__proto__":"x","constructor":"y","prototype":"z","a":1}');
    const picked = pickScalars(isObject(hostile) ? hostile : {}, {
      maxCount: 10,
      maxLength: 20,
    });
    expect(Object.keys(picked)).toEqual(['a']);
    expect(Object.getPrototypeOf(picked)).toBe(Object.prototype);
  });

  it('stays within its bounds whatever comes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (source) => {
        const picked = Object.entries(pickScalars(source, bounds));
        expect(picked.length).toBeLessThanOrEqual(bounds.maxCount);
        for (const [key, value] of picked) expect(key.length + String(value).length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe('cutting a text', () => {
  it('leaves a short one alone', () => {
    expect(cutText('acme', 4)).toBe('acme');
  });

  it('never cuts a character in two, which no database would take', () => {
    expect(cutText('go 🚀', 4)).toBe('go ');
    expect(cutText('go 🚀', 5)).toBe('go 🚀');
  });
});

describe('an object of JSON', () => {
  it.each([[null], [[]], ['text'], [1], [undefined]])('is not %j', (value) => {
    expect(isObject(value)).toBe(false);
  });
});
