import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('the nearest name', () => {
  it.each([
    ['invoice', 'invoices'],
    ['uesd', 'used'],
    ['Plan', 'plan'],
    ['startswith', 'startsWith'],
    ['activeDays', 'activeDays30'],
  ])('of %s is %s', (name, nearest) => {
    expect(nearestName(name, ['invoices', 'used', 'plan', 'startsWith', 'activeDays30', 'limit'])).toBe(nearest);
  });

  it('is none where none is near', () => {
    expect(nearestName('wombat', ['used', 'limit'])).toBeNull();
    expect(nearestName('used', [])).toBeNull();
  });

  it('is the first of two that are as near', () => {
    expect(nearestName('seat', ['seats', 'seat1'])).toBe('seats');
  });
});
