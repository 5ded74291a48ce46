import { describe, expect, it } from 'vitest';
import type { Message } from '../message.ts';
import { lintCopy, type Shown } from './lint-copy.ts';

const SOUND: Message = {
  done: 'You have used {{ used }} of your {{ limit }} {{ meter.name }}.',
  near: 'That is {{ percent }}% of what {{ plan.name }} includes.',
  unlock: 'With {{ next.name }} you have {{ unlocks }}.',
  action: 'Upgrade to {{ next.name }}',
  reassurance: 'You can step back down whenever you like.',
};

type Kind = Parameters<typeof lintCopy>[0]['kind'];

function found(
  message: Partial<Message>,
  {
    kind = 'usage',
    sequence = [],
    upgradeSeconds = null,
  }: { kind?: Kind; sequence?: Shown[]; upgradeSeconds?: number | null } = {},
): readonly string[] {
  return lintCopy({ message: { ...SOUND, ...message }, kind, sequence, plans: ['Free', 'Pro'], upgradeSeconds }).map(
    ({ severity, rule, part }) => `${severity} ${rule} ${part}`,
  );
}

describe("the documents' own copy", () => {
  it('"available on the Pro plan … $49/month" is refused: a plan is the headline, and a price comes before any value (S0.14)', () => {
    const bad = { done: 'This feature is available on the Pro plan.', near: 'Upgrade to Pro -> $49/month' };
    expect(found(bad, { kind: 'gate' })).toEqual([
      'error copy.price-first near',
      'error copy.tier-headline done',
      'error copy.attempted-missing done',
      'warning copy.unbound-number near',
    ]);
  });

  it('"[Screenshot of output] See your team’s performance trends …" passes: value first, then the plan, then a trial (S0.15)', () => {
    const good = {
      done: "[Screenshot of output] See your team's performance trends in real time.",
      near: 'Available with Pro.',
      action: 'Start free trial ->',
    };
    expect(found(good, { kind: 'gate' })).toEqual([]);
  });

  it('the same without its picture is still no tier headline, but says nothing of what was tried (S0.10)', () => {
    const bare = { done: "See your team's performance trends in real time.", near: 'Available with Pro.' };
    expect(found(bare, { kind: 'gate' })).toEqual(['error copy.attempted-missing done']);
  });

  it('"You’ve used 8 of 10 reports" passes once its numbers are live (S0.21)', () => {
    expect(found({ done: "You've used 8 of 10 reports.", unlock: 'Upgrade to get unlimited reports.' })).toEqual([
      'warning copy.unbound-number done',
    ]);
    const live = {
      done: "You've used {{ used }} of {{ limit }} reports.",
      unlock: 'Upgrade to get unlimited reports.',
    };
    expect(found(live)).toEqual([]);
  });

  it('done, close to, unlock and call pass with live numbers; 60 seconds only where they were measured (S3.24-S3.28)', () => {
    const message = {
      done: "You've processed {{ used }} invoices this month.",
      near: "You're at {{ percent }}% of your plan limit.",
      unlock: 'Upgrading to Business unlocks unlimited invoices, plus batch export and accounting integrations.',
      action: 'Upgrade now - takes 60 seconds.',
    };
    expect(found(message)).toEqual(['warning copy.unbound-number action', 'warning copy.unmeasured-claim action']);
    expect(found(message, { upgradeSeconds: 61 })).toContain('warning copy.unmeasured-claim action');
    expect(found(message, { upgradeSeconds: 60 })).not.toContain('warning copy.unmeasured-claim action');
  });

  it('the e-mail limit banner passes with live numbers (S1.32)', () => {
    const written = {
      done: "You're approaching your 10,000 email limit.",
      near: 'That is {{ percent }}% of it.',
      unlock: 'Upgrade to Pro (25,000 emails/month) to keep your campaigns running smoothly.',
    };
    expect(found(written)).toEqual(['warning copy.unbound-number done', 'warning copy.unbound-number unlock']);
    const live = {
      ...written,
      done: "You're approaching your {{ limit }} email limit.",
      unlock: 'Upgrade to {{ next.name }} ({{ unlocks }}) to keep your campaigns running smoothly.',
    };
    expect(found(live)).toEqual([]);
  });

  it('the modal that names the plan first passes after the preview that shows the value, and not without it (S1.33, X5)', () => {
    const modal = {
      done: 'Advanced reporting is available on Professional plans and above.',
      near: 'Upgrade to unlock custom dashboards, exportable reports, and trend analysis.',
    };
    expect(found(modal, { kind: 'gate', sequence: [{ kind: 'preview' }] })).toEqual([]);
    expect(found(modal, { kind: 'gate' })).toContain('error copy.tier-headline done');
    const told: Shown[] = [{ kind: 'text', text: 'See what every month brought in, in {{ feature.name }}.' }];
    expect(found(modal, { kind: 'gate', sequence: told })).toEqual([]);
  });

  it('"Your team is growing!" is said plainly, and its seats are live (S1.34)', () => {
    const written = {
      done: 'Your team is growing!',
      near: 'All {{ limit }} seats are taken.',
      unlock: 'Upgrade to our 10-seat plan to accommodate expansion with volume discounts.',
    };
    expect(found(written, { kind: 'seats' })).toEqual([
      'warning copy.unbound-number unlock',
      'warning copy.shouting done',
    ]);
  });

  it('"only today" and a countdown are refused; what is left of a real limit is not (S1.12, S2.35)', () => {
    expect(found({ near: 'Only today.' })).toEqual(['error copy.scarcity near']);
    expect(found({ near: '00:14:59 left' })).toContain('error copy.scarcity near');
    expect(found({ near: 'Only {{ remaining }} left until {{ resetsOn }}.' })).toEqual([]);
  });

  it('"Upgrade now" with nothing that prompted it is refused (S1.57)', () => {
    const generic = { done: 'There is more for you.', near: 'Get more features.', action: 'Upgrade now' };
    expect(found(generic)).toEqual([
      'error copy.attempted-missing done',
      'warning copy.generic action',
      'warning copy.generic near',
    ]);
  });
});

describe('a finding', () => {
  it('says what was written and what to write instead', () => {
    const [finding] = lintCopy({ message: { ...SOUND, near: 'Yours for {{ price }} a month.' }, kind: 'usage' });
    expect(finding).toEqual({
      rule: 'copy.price-first',
      severity: 'error',
      part: 'near',
      excerpt: '{{ price }}',
      message:
        'a price before the value: say what they did, what they are close to and what they unlock; the price stands beside the action, in full, without being written here',
    });
  });

  it('that nothing was bound is an error where somebody walked into something, and a warning elsewhere (S0.10)', () => {
    const unbound = { done: 'You had a look at the plans.', near: 'There is one with more room.' };
    expect(found(unbound, { kind: 'usage' })).toEqual(['error copy.attempted-missing done']);
    expect(found(unbound, { kind: 'intent' })).toEqual(['warning copy.attempted-missing done']);
    expect(found(unbound, { kind: null })).toEqual(['warning copy.attempted-missing done']);
  });

  it("is found by the team's own names of plans", () => {
    const message = { ...SOUND, done: 'Only on Skylight, {{ user.name }}, for {{ used }}.' };
    const rules = (plans: readonly string[]): readonly string[] =>
      lintCopy({ message, kind: 'usage', plans }).map(({ rule }) => rule);
    expect(rules(['Skylight'])).toEqual(['copy.tier-headline']);
    expect(rules([])).toEqual([]);
  });
});

describe('a template', () => {
  it('is judged in all of its branches, without what stands in its tags', () => {
    const message = {
      done: '{% if remaining == 0 %}All {{ limit }} are used.{% else %}{{ used }} used, hurry.{% endif %}{% comment %}Last chance!{% endcomment %}',
    };
    expect(found(message)).toEqual(['error copy.scarcity done']);
  });

  it('that can’t be read is judged as it stands', () => {
    expect(found({ near: '{{ used of {% if' })).toEqual([]);
  });
});
