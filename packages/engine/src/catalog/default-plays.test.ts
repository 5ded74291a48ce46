import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { aWorld, compiled } from '../testing/world.ts';
import type { ConfigInput } from './config-schema.ts';
import { PRESET_NAMES, PRESETS } from './presets.ts';

const now = '2026-03-10T12:00:00Z';

function playsOf(config: ConfigInput): readonly string[] {
  return compiled(config).catalog.plays.map(({ id }) => id);
}

describe('a config without plays', () => {
  it('has one for every signal that predicts an upgrade, and none for trouble', () => {
    const { catalog } = compiled(studio());
    const started = catalog.plays.flatMap(({ trigger }) => trigger).toSorted();
    expect(started).toEqual(PRESET_NAMES.filter((name) => PRESETS[name].polarity === 'positive').toSorted());
    expect(new Set(started).size).toBe(started.length);
  });

  it('has none that its catalog has nothing to say of', () => {
    const all = playsOf(studio());
    const some = playsOf(ledgerly());
    expect(all.filter((id) => !some.includes(id))).toEqual([
      'beyond-api-limit',
      'next-question',
      'outcome-reached',
      'milestone-reached',
      'first-workflow-done',
      'feature-beside',
    ]);
    const bare = {
      ...ledgerly(),
      features: {},
      meters: { invoices: { event: 'Invoice Sent', aggregate: 'count' } },
    } as const;
    const plans = ledgerly().plans.map((plan) => ({ ...plan, entitlements: { invoices: { limit: 10 } } }));
    expect(playsOf({ ...bare, plans }).filter((id) => some.includes(id) && /seats|feature|shar/.test(id))).toEqual([]);
  });

  it('starts them by its own names for signals', () => {
    const { catalog } = compiled(
      ledgerly({ signals: { full: { preset: 'usage.reached' }, wanted: { preset: 'gate.repeated' } } }),
    );
    expect(catalog.plays.map(({ id, trigger }) => [id, trigger])).toEqual([
      ['outgrowing-limit', ['full']],
      ['locked-feature', ['wanted']],
    ]);
  });

  it('puts what holds somebody up before what they may like', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('Feature Gate Hit', { times: 3, properties: { feature: 'reports' } });
    acme.sent('Invoice Sent', { times: 8 });
    const { moment, trace } = acme.decide();
    expect(moment?.play).toBe('outgrowing-limit');
    expect(trace.find(({ play }) => play === 'locked-feature')?.outcome).toBe('lost');
  });
});

describe('a play without words', () => {
  it.each([
    ['gate.discovered', { type: 'gate', feature: 'reports' }, 'You came to Advanced reporting.'],
    ['usage.approaching', { type: 'limit', meter: 'invoices' }, 'You have used 8 of your 10 invoices.'],
  ] as const)('says what %s calls for', (signal, trigger, done) => {
    const config = ledgerly({ plays: [{ id: 'p', trigger: [signal] }] });
    const acme = aWorld({ now, config }).account('acme').sent('Invoice Sent', { times: 8 });
    expect(acme.decide({ trigger }).moment?.message.done).toBe(done);
  });

  it('counts the days in a row that are so now, not those at which the signal fired', () => {
    const config = ledgerly({ plays: [{ id: 'p', trigger: ['value.streak_7'] }] });
    const acme = aWorld({ now, config }).account('acme').sent('Invoice Sent', { times: 8 });
    for (let day = 11; day <= 17; day += 1) acme.at(`2026-03-${day}T12:00:00Z`).sent('Invoice Opened');
    expect(acme.decide().moment?.message.done).toBe('You have worked here 8 days in a row.');
  });

  it('says of a condition of the team’s own which limit is closest', () => {
    const signals = { crowded: { when: 'usage.invoices.used > 3' } } as const;
    const config = ledgerly({ signals, plays: [{ id: 'p', trigger: ['crowded'] }] });
    const acme = aWorld({ now, config }).account('acme').sent('Invoice Sent', { times: 8 });
    expect(acme.decide().moment?.message).toMatchObject({
      done: 'You have used 8 of your 10 invoices.',
      near: 'That is 80% of what Free includes.',
    });
  });
});
