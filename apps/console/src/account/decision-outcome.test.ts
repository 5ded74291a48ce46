import { expect, test } from 'vitest';
import { chosenPlay, refusedPlay } from '../testing/a-trace.ts';
import { outcomeText, silencedBy } from './decision-outcome.ts';

const NO_SIGNAL = refusedPlay('seats-full', 'trigger', 'none of seats.at_limit is active');
const COOLING = refusedPlay('outgrowing-limit', 'guardrail.cool-off', '"not now" yesterday');

test('what silenced a decision is the rule of the play that came furthest', () => {
  expect(silencedBy({ moment: null, trace: [NO_SIGNAL, COOLING] })).toEqual({
    play: 'outgrowing-limit',
    rule: 'guardrail.cool-off',
    detail: '"not now" yesterday',
  });
});

test('a decision with a moment, or without a trigger, was not silenced', () => {
  expect(silencedBy({ moment: 'mom_1', trace: [chosenPlay('outgrowing-limit')] })).toBeNull();
  expect(silencedBy({ moment: null, trace: [NO_SIGNAL] })).toBeNull();
  expect(silencedBy({ moment: null, trace: [] })).toBeNull();
});

test('the outcome is told in a few words', () => {
  expect(outcomeText({ moment: 'mom_1', trace: [chosenPlay('outgrowing-limit')] })).toBe(
    'outgrowing-limit was offered',
  );
  expect(outcomeText({ moment: null, trace: [COOLING] })).toBe('outgrowing-limit was silenced by guardrail.cool-off');
  expect(outcomeText({ moment: null, trace: [NO_SIGNAL] })).toBe('Nothing to offer: no trigger held');
});
