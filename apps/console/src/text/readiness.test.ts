import { expect, it } from 'vitest';
import { contributionText, interventionText, pointsText, qualificationText } from './readiness.ts';

it('points have their sign, and the minus is one', () => {
  expect([15, 0, -20].map(pointsText)).toEqual(['+15', '0', '−20']);
});

it('parts, rules and what is due are words, and what nobody has words for is what it is called', () => {
  expect([contributionText('usage.limits'), contributionText('model.x')]).toEqual(['Limits filled', 'model.x']);
  expect([qualificationText('onboarding'), qualificationText('own')]).toEqual(['Onboarding', 'own']);
  expect([interventionText('reach-out'), interventionText('own')]).toEqual(['Reach out', 'own']);
});
