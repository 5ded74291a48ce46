import { expect, test } from 'vitest';
import { readinessText, ruleText, stageText } from './stage.ts';

test('a stage and a rule are told in words, and a stage with what it means for an offer', () => {
  expect(stageText('tier-ceiling')).toBe('Tier ceiling');
  expect(readinessText('initial-adoption')).toBe('Not ready for an offer');
  expect(ruleText('asks-beyond-plan')).toBe('Asks beyond plan');
});
