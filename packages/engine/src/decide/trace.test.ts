import { describe, expect, it } from 'vitest';
import { askInOrder, pass, refuse, traceText } from './trace.ts';

describe('asking rules in order', () => {
  it('stops asking at the first that fails, and says of the rest that they were not reached', () => {
    const asked: string[] = [];
    const ask = (name: string, verdict: ReturnType<typeof pass>) => (): ReturnType<typeof pass> => {
      asked.push(name);
      return verdict;
    };
    const rules = askInOrder([
      ['trigger', ask('trigger', pass('8 of 10'))],
      ['offer.fit', ask('offer.fit', refuse('no higher plan'))],
      ['role', ask('role', pass('admin'))],
    ]);
    expect(asked).toEqual(['trigger', 'offer.fit']);
    expect(rules).toEqual([
      { rule: 'trigger', outcome: 'pass', detail: '8 of 10' },
      { rule: 'offer.fit', outcome: 'fail', detail: 'no higher plan' },
      { rule: 'role', outcome: 'not-reached', detail: '' },
    ]);
  });
});

it('a trace reads as text: one line a play, one a rule', () => {
  const rules = [
    {
      rule: 'trigger',
      outcome: 'pass',
      detail: 'usage.approaching: 8 of 10 invoices',
    },
    {
      rule: 'guardrail.session',
      outcome: 'fail',
      detail: '1 of 1 in this session already',
    },
    { rule: 'rank', outcome: 'not-reached', detail: '' },
  ] as const;
  expect(traceText([{ play: 'outgrowing-limit', outcome: 'refused', rules }])).toBe(
    [
      'outgrowing-limit: refused',
      '  ✓ trigger  usage.approaching: 8 of 10 invoices',
      '  ✗ guardrail.session  1 of 1 in this session already',
    ].join('\n'),
  );
});
