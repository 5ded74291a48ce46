import { expect, test } from 'vitest';
import { NOW } from '../../testing/a-usage.ts';
import { harbourAndPine } from '../../testing/harbour-and-pine.ts';
import { lanternWorks } from '../../testing/lantern-works.ts';
import type { AccountWorld } from '../../testing/world.ts';
import { type MomentLine, momentLine } from './moment-line.ts';

function lineOf({ view, timeline, decisions }: AccountWorld, { hasEarlier = false } = {}): MomentLine {
  return momentLine({
    entries: timeline.toReversed(),
    decisions: decisions.toReversed(),
    hasEarlier,
    since: view.since,
    now: NOW,
    plan: { id: view.subscription.plan, name: view.subscription.planName },
    planNames: new Map([['free', 'Free']]),
    currency: view.currency,
    timeZone: 'UTC',
  });
}

const pointsLike = (line: MomentLine, look: string) => line.points.filter((point) => point.look === look);

test('a moment is one point, with all the steps it took', () => {
  const shown = pointsLike(lineOf(harbourAndPine), 'shown');
  expect(shown.map((point) => point.detail)).toEqual([
    'Moment: offered 18 Oct 2026, 09:13, shown 18 Oct 2026, 09:13, answered with "not now" 18 Oct 2026, 09:14.',
    'Moment: shown 28 Oct 2026, 08:05, clicked 28 Oct 2026, 08:06.',
    'Moment: offered 20 Nov 2026, 14:13, shown 20 Nov 2026, 14:13.',
  ]);
  expect(shown.map((point) => point.decision)).toEqual(['dec_1', 'dec_4', 'dec_6']);
});

test('what was silenced is a point too, with the rule that did it; the same within a day is one', () => {
  const silenced = pointsLike(lineOf(harbourAndPine), 'silenced');
  expect(silenced.map((point) => [point.decision, point.detail])).toEqual([
    [
      'dec_2',
      'Silenced by guardrail.cool-off, 2 times within a day: "not now" on 18 Oct 2026, 09:14; quiet until 17 Nov 2026, 09:14.',
    ],
    ['dec_7', 'Silenced by guardrail.account: one on 20 Nov 2026, 14:13; the next may come on 20 Dec 2026, 14:13.'],
  ]);
});

test('a moment that converted is ringed, and the line steps up to the plan that was bought', () => {
  const line = lineOf(lanternWorks);
  expect(pointsLike(line, 'converted')).toHaveLength(1);
  expect(line.stretches.map(({ plan, level }) => [plan, level])).toEqual([
    ['Free', 0],
    ['Pro', 1],
  ]);
  expect(line.points.find((point) => point.kind === 'upgrade')).toMatchObject({
    title: 'Free to Pro',
    detail: 'Upgrade: +$49 a month.',
  });
});

test('a downgrade steps down, and no level is below zero', () => {
  const down = {
    kind: 'upgrade' as const,
    at: '2026-10-01T00:00:00.000Z',
    upgrade: 'u',
    from: 'pro',
    to: 'free',
    mrrDelta: -4900,
  };
  const line = lineOf({ ...harbourAndPine, timeline: [down] });
  expect(line.stretches.map(({ level }) => level)).toEqual([1, 0]);
});

test('where earlier entries were left out, the line begins at the oldest that is known', () => {
  expect(lineOf(harbourAndPine).from).toBe(Date.parse('2026-08-03T09:00:00.000Z'));
  const part = lineOf({ ...harbourAndPine, timeline: harbourAndPine.timeline.slice(-3) }, { hasEarlier: true });
  expect(part.from).toBe(Date.parse('2026-11-20T14:12:00.000Z'));
  expect(part.points.every((point) => point.at >= part.from)).toBe(true);
});
