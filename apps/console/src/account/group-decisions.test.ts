import { expect, test } from 'vitest';
import type { DecisionView } from '../api/decision-view.ts';
import { chosenPlay, refusedPlay } from '../testing/a-trace.ts';
import { groupDecisions } from './group-decisions.ts';

const decision = (id: string, rest: Pick<DecisionView, 'moment' | 'trace'>): DecisionView => ({
  id,
  at: '2026-11-22T09:00:00.000Z',
  user: 'mara',
  session: null,
  placement: null,
  trigger: null,
  version: 1,
  ...rest,
});
const quiet = (id: string) =>
  decision(id, { moment: null, trace: [refusedPlay('outgrowing-limit', 'trigger', 'none')] });
const silenced = (id: string) =>
  decision(id, { moment: null, trace: [refusedPlay('outgrowing-limit', 'role', 'member')] });
const offered = (id: string) => decision(id, { moment: 'mom', trace: [chosenPlay('outgrowing-limit')] });

test('decisions in which nothing was at stake are one group until something is', () => {
  const groups = groupDecisions([quiet('a'), quiet('b'), offered('c'), quiet('d'), silenced('e'), silenced('f')]);
  expect(groups.map((group) => group.map(({ id }) => id).join(''))).toEqual(['ab', 'c', 'd', 'e', 'f']);
});

test('no decisions are no groups', () => {
  expect(groupDecisions([])).toEqual([]);
});
