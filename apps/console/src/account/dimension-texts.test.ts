import { expect, test } from 'vitest';
import { aDimensions } from '../testing/a-stage.ts';
import { dimensionTexts } from './dimension-texts.ts';

const textOf = (dimensions: Parameters<typeof aDimensions>[0], name: string) =>
  dimensionTexts(aDimensions(dimensions)).find((each) => each.name === name)?.text;

test('all seven are told, in the order of the list', () => {
  expect(dimensionTexts(aDimensions()).map(({ name }) => name)).toEqual([
    'Features',
    'Frequency',
    'Team',
    'Data',
    'API calls',
    'Storage',
    'Workflows',
  ]);
});

test('each is told with its unit and what it is a share of', () => {
  expect(textOf({ featureAdoption: { used: 3, granted: 4, share: 0.75 } }, 'Features')).toBe(
    '3 of 4 the plan grants were used',
  );
  expect(textOf({}, 'Frequency')).toBe('active on 12 of the last 30 days');
  expect(textOf({ teamGrowth: { joined: 1, members: 1, days: 30 } }, 'Team')).toBe(
    '1 member, 1 joined in the last 30 days',
  );
  expect(textOf({ workflowComplexity: { completed: 1, declared: 2, completions: 9 } }, 'Workflows')).toBe(
    '1 of 2 completed, 9 times in all',
  );
});

test('what is not metered says so; what is unlimited has no limit beside it', () => {
  const meter = { meter: 'calls', name: 'Calls', used: 1_200 };
  expect(textOf({ apiCalls: [] }, 'API calls')).toBe('no meter counts API calls');
  expect(textOf({ apiCalls: [{ ...meter, limit: null }] }, 'API calls')).toBe('1,200 calls');
  expect(textOf({ apiCalls: [{ ...meter, limit: 5_000 }] }, 'API calls')).toBe('1,200 of 5,000 calls');
  expect(textOf({ featureAdoption: { used: 0, granted: 0, share: null } }, 'Features')).toBe('the plan grants none');
  expect(textOf({ workflowComplexity: { completed: 0, declared: 0, completions: 0 } }, 'Workflows')).toBe(
    'the config names none',
  );
});
