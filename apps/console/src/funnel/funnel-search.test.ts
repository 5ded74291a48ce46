import fc from 'fast-check';
import { expect, test } from 'vitest';
import { funnelChoice, funnelSearch, PERIODS, readFunnelSearch } from './funnel-search.ts';

test('what is left out is the last 30 days by play, and so is what is not on offer', () => {
  expect(funnelChoice(readFunnelSearch({}))).toEqual({ days: '30', by: 'play' });
  expect(funnelChoice(readFunnelSearch({ days: '31', by: 'weather' }))).toEqual({ days: '30', by: 'play' });
});

test('every choice comes back from its address', () => {
  const choices = fc.record({
    days: fc.constantFrom(...PERIODS),
    by: fc.constantFrom('play' as const, 'signal' as const),
  });
  fc.assert(
    fc.property(choices, (choice) => {
      expect(funnelChoice(readFunnelSearch({ ...funnelSearch(choice) }))).toEqual(choice);
    }),
  );
});

test('the default view has an address without a search', () => {
  expect(funnelSearch({ days: '30', by: 'play' })).toEqual({});
});
