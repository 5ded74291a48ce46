import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { compile } from '../program.ts';
import { type AccountInWorld, aWorld, compiled, time, World } from '../testing/world.ts';
import { QUALIFICATION_RULES } from '../qualify/qualification-rule.ts';
import { canRoleBuy } from './decision-context.ts';
import { traceText } from './trace.ts';

const now = '2026-03-10T12:00:00Z';
const PROACTIVE_RULES = [
  'trigger',
  'audience',
  ...QUALIFICATION_RULES,
  'offer.fit',
  'guardrail.paused',
  'guardrail.session',
  'guardrail.account',
  'guardrail.cool-off',
  'guardrail.snooze',
  'guardrail.quiet-hours',
  'guardrail.owner',
  'role',
  'routing',
  'holdout',
  'experiment',
  'rank',
];

function nearLimit(changes: Partial<ConfigInput> = {}): AccountInWorld {
  return aWorld({ now, config: ledgerly(changes) })
    .account('acme')
    .sent('Invoice Sent', { times: 8 });
}

describe('without a trigger', () => {
  it('an account near its limit is shown one banner', () => {
    const { moment } = nearLimit().decide({ session: 's1' });
    expect(moment).toMatchObject({
      play: 'outgrowing-limit',
      version: 1,
      signal: 'usage.approaching',
      presentation: 'banner',
      kind: 'upsell',
      reactive: false,
      canBuy: true,
      meter: 'invoices',
    });
  });

  it('an account far from its limit is shown nothing, and told why', () => {
    const { moment, wall, trace, reservation } = aWorld({ now }).account('acme').sent('Invoice Sent').decide();
    expect([moment, wall, reservation]).toEqual([null, null, null]);
    expect(trace[0]?.rules[0]?.detail).toBe('none of usage.approaching, usage.critical, usage.reached is active');
  });

  it('the trace tells of every rule, in order, with its numbers', () => {
    const { trace } = nearLimit().decide({ session: 's1', role: 'admin' });
    expect(trace[0]?.rules.map((rule) => rule.rule)).toEqual(PROACTIVE_RULES);
    expect(traceText(trace.slice(0, 1)).split('\n')).toEqual(
      expect.arrayContaining([
        'outgrowing-limit: chosen',
        '  ✓ trigger  usage.approaching of invoices: used 8, limit 10, threshold 80',
        '  ✓ audience  for everybody',
        '  ✓ offer.fit  pro has room for the 27 foreseen; now on free',
        '  ✓ guardrail.paused  not paused',
        '  ✓ guardrail.session  0 of 1 in this session',
        '  ✓ guardrail.account  none in the last 30 days',
        '  ✓ guardrail.cool-off  no "not now" in the last 30 days',
        '  ✓ guardrail.snooze  nobody said "later"',
        '  ✓ guardrail.quiet-hours  no quiet hours',
        '  ✓ guardrail.owner  nobody works on the account',
        '  ✓ role  the role is admin',
        '  ✓ routing  in-app: 4900 more a month, at most 20000',
        '  ✓ holdout  not held out',
        '  ✓ experiment  in no experiment',
        '  ✓ rank  first',
      ]),
    );
  });

  it('the trace says of each rule after the one that failed that it was not reached', () => {
    const { trace } = nearLimit({ guardrails: { paused: true } }).decide();
    expect(trace[0]?.outcome).toBe('refused');
    const outcomes = trace[0]?.rules.map(({ rule, outcome }) => [rule, outcome]) ?? [];
    const at = outcomes.findIndex(([rule]) => rule === 'guardrail.paused');
    expect(outcomes.slice(0, at).every(([, outcome]) => outcome === 'pass')).toBe(true);
    expect(outcomes[at]).toEqual(['guardrail.paused', 'fail']);
    expect(outcomes.slice(at + 1).map(([, outcome]) => outcome)).toEqual(
      Array(9).fill('not-reached').concat('not-reached', 'not-reached'),
    );
  });

  it('who can’t buy is not asked to', () => {
    const { moment, trace } = nearLimit().decide({ role: 'member' });
    expect(moment).toBeNull();
    expect(trace[0]?.rules.find((rule) => rule.outcome === 'fail')).toEqual({
      rule: 'role',
      outcome: 'fail',
      detail: 'the role is member; owner, admin, billing can',
    });
  });

  it('the account’s own record of a member’s role stands where the request names none', () => {
    expect(nearLimit().identified('ana', { role: 'member' }).decide().moment).toBeNull();
    expect(nearLimit().identified('ana', { role: 'member' }).decide({ role: 'owner' }).moment).not.toBeNull();
  });
});

describe('a placement', () => {
  const plays = [{ id: 'p', trigger: ['usage.approaching'], placements: ['dashboard'] }];

  it('is where a play may appear', () => {
    expect(nearLimit({ plays }).decide({ placement: 'dashboard' }).moment).not.toBeNull();
    expect(nearLimit({ plays }).decide().moment).not.toBeNull();
    const elsewhere = nearLimit({ plays }).decide({ placement: 'billing' });
    expect(elsewhere.moment).toBeNull();
    expect(elsewhere.trace[0]?.rules[0]?.detail).toBe('not for the placement "billing", only for dashboard');
  });

  it('is any for a play that says so', () => {
    expect(nearLimit().decide({ placement: 'anywhere' }).moment).not.toBeNull();
  });
});

describe('of several plays', () => {
  const near = { id: 'near', trigger: ['usage.approaching'] };
  const full = { id: 'full', trigger: ['usage.reached'] };

  it('the one with the most urgent signal wins (S1.45, S3.33)', () => {
    const acme = nearLimit({ plays: [{ ...near, priority: 99 }, full] }).sent('File Stored', {
      properties: { bytes: 1_000 },
    });
    const { moment, trace } = acme.decide();
    expect(moment?.play).toBe('full');
    expect(trace.map((play) => [play.play, play.outcome, play.rules.at(-1)?.detail])).toEqual([
      ['near', 'lost', 'full comes first'],
      ['full', 'chosen', 'first'],
    ]);
  });

  it('of the same urgency the one with the higher priority wins, then the one whose id comes first', () => {
    const twin = { ...near, id: 'a-twin' };
    expect(nearLimit({ plays: [twin, { ...near, priority: 1 }] }).decide().moment?.play).toBe('near');
    expect(nearLimit({ plays: [near, twin] }).decide().moment?.play).toBe('a-twin');
  });

  it('one that is refused does not stand in the way of the next', () => {
    const { moment, trace } = nearLimit({ plays: [full, near] }).decide();
    expect(moment?.play).toBe('near');
    expect(trace.map((play) => play.outcome)).toEqual(['refused', 'chosen']);
  });

  it('the fuller meter wins within one play', () => {
    const acme = nearLimit().sent('File Stored', {
      properties: { bytes: 960 },
    });
    expect(acme.decide().moment).toMatchObject({
      meter: 'storage',
      signal: 'usage.critical',
    });
  });
});

describe('with a trigger: what a user walked into (X3)', () => {
  const wall = { type: 'limit', meter: 'invoices' } as const;

  it('is answered whatever was spent, refused or paused', () => {
    const acme = nearLimit({
      guardrails: { paused: true, perSession: 0 },
    }).sent('Invoice Sent', { times: 3 });
    acme.took(acme.decide({ session: 's1', trigger: wall }).moment, 'dismissed');
    expect(acme.decide({ session: 's1', trigger: wall }).moment).toMatchObject({
      reactive: true,
      meter: 'invoices',
    });
  });

  it('is answered in a modal first, and inline for the rest of the session', () => {
    const acme = nearLimit().sent('Invoice Sent', { times: 3 });
    const answers = [1, 2, 3].map(() => acme.decide({ session: 's1', trigger: wall }).moment?.presentation);
    expect(answers).toEqual(['modal', 'inline', 'inline']);
    expect(acme.decide({ session: 's2', trigger: wall }).moment?.presentation).toBe('modal');
    expect(acme.decide({ session: 's1', user: 'ben', trigger: wall }).moment?.presentation).toBe('modal');
  });

  it('is answered in a modal though a banner of ours was shown before it', () => {
    const acme = nearLimit();
    acme.took(acme.decide({ session: 's1' }).moment, 'shown').sent('Invoice Sent', { times: 3 });
    expect(acme.decide({ session: 's1', trigger: wall }).moment?.presentation).toBe('modal');
  });

  it('is answered to who can’t buy with whom to ask', () => {
    const { moment, trace } = nearLimit().sent('Invoice Sent', { times: 3 }).decide({ role: 'member', trigger: wall });
    expect(moment).toMatchObject({
      canBuy: false,
      message: { action: 'Ask your admin' },
    });
    expect(trace[0]?.rules.map((rule) => [rule.rule, rule.detail])).toEqual([
      ['trigger', 'the user walked into the limit of invoices'],
      ['audience', 'for everybody'],
      ['offer.fit', 'pro has room for the 36 foreseen; now on free'],
      ['role', 'the role is member, so it is told whom to ask'],
      ['holdout', 'not held out'],
      ['experiment', 'in no experiment'],
      ['rank', 'first'],
    ]);
  });

  it('says the signal that had fired, and none where none had', () => {
    expect(nearLimit().decide({ trigger: wall }).moment?.signal).toBe('usage.approaching');
    const early = aWorld({ now }).account('acme').sent('Invoice Sent').decide({ trigger: wall }).moment;
    expect(early).toMatchObject({
      signal: null,
      signalInstance: null,
      reactive: true,
    });
  });

  it('is answered by the plays that watch that meter alone', () => {
    const signals = {
      full: { preset: 'usage.reached' as const, meters: ['storage'] },
    };
    const { moment, trace } = nearLimit({ signals }).decide({ trigger: wall });
    expect(moment).toBeNull();
    expect(trace[0]?.rules[0]?.detail).toBe('does not answer limit');
  });

  it('at a gate that no play answers is the plain wall, with the plan that opens it', () => {
    const plays = [{ id: 'limits', trigger: ['usage.reached'] }];
    const {
      moment,
      wall: plain,
      trace,
    } = nearLimit({ plays }).decide({ trigger: { type: 'gate', feature: 'reports' } });
    expect(moment).toBeNull();
    expect(plain).toEqual({
      feature: 'reports',
      reason: 'not-in-plan',
      requiredPlan: 'pro',
    });
    expect(trace[0]?.rules[0]?.detail).toBe('does not answer gate of reports');
  });

  it('on the highest plan is the plain wall, and none where there is room', () => {
    const acme = aWorld({ now })
      .account('acme', { plan: 'business' })
      .sent('File Stored', { properties: { bytes: 550_000 } });
    expect(acme.decide({ trigger: { meter: 'storage' } })).toMatchObject({
      moment: null,
      wall: { meter: 'storage', reason: 'limit-reached', requiredPlan: null },
      reservation: null,
    });
    expect(acme.decide({ trigger: { meter: 'invoices' } }).wall).toBeNull();
    expect(acme.decide({ trigger: { type: 'outcome' } }).wall).toBeNull();
    expect(acme.decide({ trigger: { meter: 'teleports' } }).wall?.reason).toBe('unknown-feature');
  });
});

it('a role may buy when the config says so, or when nobody said what it is', () => {
  const { catalog } = compiled(ledgerly({ product: { name: 'L', buyerRoles: ['treasurer'] } }));
  expect(['treasurer', null, 'admin', 'member'].map((role) => canRoleBuy(catalog, role))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe('the way of an offer', () => {
  const plays = (more: object): Partial<ConfigInput> => ({
    plays: [{ id: 'p', trigger: ['usage.approaching'], ...more }],
  });

  it('that is not the product’s is told beside the moment, and holds the account’s slot', () => {
    const acme = nearLimit({ ...plays({}), routing: { inAppUpTo: 1_000, humanFrom: 5_000 } });
    const { moment, routed } = acme.decide({ session: 's1' });
    expect(moment).toBeNull();
    expect(routed).toMatchObject({ play: 'p', channel: 'email', motion: 'self-serve' });
    const again = acme.at('2026-03-12T12:00:00Z').decide({ session: 's2' });
    expect(again.routed).toBeNull();
    expect(again.trace[0]?.rules.find((rule) => rule.outcome === 'fail')?.rule).toBe('guardrail.account');
  });

  it('is the product’s wherever somebody walks into a wall', () => {
    const acme = nearLimit({ ...plays({}), routing: { inAppUpTo: 1_000, humanFrom: 2_000 } });
    expect(acme.decide({ trigger: { meter: 'invoices' } }).moment).toMatchObject({ channel: 'in-app', reactive: true });
  });

  it('leads to people after offers in vain, where somebody still looks at the prices (S3.19)', () => {
    const acme = nearLimit(plays({}));
    for (const day of ['10', '11']) {
      acme.at(`2026-03-${day}T12:00:00Z`);
      const { moment } = acme.decide({ session: day, trigger: { meter: 'invoices' } });
      acme.took(moment, 'shown');
    }
    expect(acme.decide({ session: 'x' }).moment?.channel).toBe('in-app');
    const asking = nearLimit(plays({}));
    asking.took(asking.decide({ trigger: { meter: 'invoices' } }).moment, 'shown');
    asking.took(asking.decide({ trigger: { meter: 'invoices' } }).moment, 'shown').sent('Pricing Viewed');
    expect(asking.decide({ session: 'x' }).routed).toMatchObject({ channel: 'human', motion: 'sales-assisted' });
  });

  it('of a play with a schedule begins and ends with it, and a wall is answered all the same', () => {
    const schedule = { from: '2026-03-11T00:00:00Z', until: '2026-03-13T00:00:00Z' };
    const acme = nearLimit(plays({ schedule }));
    const said = (at: string): string | undefined => acme.at(at).decide({ session: at }).trace[0]?.rules[0]?.detail;
    expect(said('2026-03-10T23:59:59Z')).toBe('off until 2026-03-11T00:00:00Z');
    expect(said('2026-03-11T00:00:00Z')).toContain('usage.approaching');
    expect(said('2026-03-13T00:00:00Z')).toBe('off since 2026-03-13T00:00:00Z');
    expect(acme.decide({ trigger: { meter: 'invoices' } }).moment).not.toBeNull();
  });

  it('of a play that only answers is none that we start', () => {
    const { moment, trace } = nearLimit(plays({ proactive: false })).decide();
    expect(moment).toBeNull();
    expect(trace[0]?.rules[0]?.detail).toBe('only answers what somebody walks into');
  });
});

describe('what is expected to add most', () => {
  const plays = ['a', 'b'].map((id) => ({ id, trigger: ['usage.approaching'] }));

  it('comes first among plays of the same urgency and priority', () => {
    const config = ledgerly({ plays });
    const result = compile(config, { outcomes: { a: { shown: 500, converted: 5, regretted: 0 } } });
    if (!result.ok) throw new Error('the config compiles');
    const acme = new World(result.value, time(now)).account('acme').sent('Invoice Sent', { times: 8 });
    expect(acme.decide().moment?.play).toBe('b');
    expect(nearLimit({ plays }).decide().moment?.play).toBe('a');
  });
});
