import { describe, expect, it } from 'vitest';
import { time } from '../testing/world.ts';
import { addBounded, entry, putBounded, rememberName, within } from './bounded.ts';
import { DAY_MS, latest, later } from './instant.ts';

describe('a bounded list', () => {
  it('forgets the oldest first', () => {
    expect([1, 2, 3, 4].reduce<readonly number[]>((list, each) => addBounded(list, each, 3), [])).toEqual([2, 3, 4]);
  });

  it('of names holds each once', () => {
    const names = ['a', 'b'];
    expect(rememberName(names, 'a', 2)).toBe(names);
    expect(rememberName(names, 'c', 2)).toEqual(['b', 'c']);
  });
});

describe('a bounded record', () => {
  it('takes no new name when it is full, and goes on changing those it has', () => {
    const full = { a: 1, b: 2 };
    expect(putBounded(full, 'c', 3, 2)).toBe(full);
    expect(putBounded(full, 'b', 3, 2)).toEqual({ a: 1, b: 3 });
  });

  it('has no entries but those that were put', () => {
    expect(entry({}, 'constructor')).toBeNull();
    expect(entry(putBounded({}, '__proto__', 1, 5), '__proto__')).toBe(1);
  });
});

describe('a rolling window', () => {
  const at = time('2026-03-10');

  it('holds what lies less than its length back, and nothing that is still to come', () => {
    const instants = [later(at, -7 * DAY_MS), later(at, 1 - 7 * DAY_MS), at, later(at, 1)];
    expect(within(instants, at, 7 * DAY_MS)).toEqual([instants[1], at]);
  });
});

it('the later of two instants is kept, whichever comes first', () => {
  const [early, late] = [time('2026-03-10'), time('2026-03-11')];
  expect([latest(null, early), latest(early, late), latest(late, early)]).toEqual([early, late, late]);
});
