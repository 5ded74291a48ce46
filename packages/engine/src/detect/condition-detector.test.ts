import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { compile } from '../program.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';

const now = '2026-03-02T12:00:00Z';

type Signals = NonNullable<ConfigInput['signals']>;

const acme = (signals: Signals): AccountInWorld => aWorld({ now, config: studio({ signals }) }).account('acme');

const complaints = (signals: Signals): readonly string[] => {
  const result = compile(studio({ signals }));
  return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`);
};

describe('a signal by a condition', () => {
  it('fires when the condition becomes true, with the values that it was judged by', () => {
    const account = acme({
      busy: {
        when: 'usage.exports.used >= 3 && account.plan == "team" && account.traits.country in ["DE", "FR"]',
        priority: 'high',
        category: 'usage',
      },
    }).grouped({ country: 'DE' });
    account.sent('File Exported', { times: 2 });
    expect(account.fired).toEqual([]);
    account.sent('File Exported', { times: 5 });
    expect(account.fired).toMatchObject([
      {
        signal: 'busy',
        category: 'usage',
        priority: 'high',
        polarity: 'positive',
        subject: null,
        expiresAt: null,
        evidence: { 'usage.exports.used': 3, 'account.plan': 'team', 'account.traits.country': 'DE' },
      },
    ]);
  });

  it('ends when it is no longer true, and fires anew when it is again', () => {
    const account = acme({ abroad: { when: 'account.traits.country != "DE"' } }).grouped({ country: 'FR' });
    expect(account.active).toEqual(['abroad']);
    expect(account.grouped({ country: 'DE' }).active).toEqual([]);
    expect(account.grouped({ country: 'US' }).firedNames).toEqual(['abroad', 'abroad']);
  });

  it('stays for holdDays after that, and is the same when it is true again meanwhile', () => {
    const account = acme({ abroad: { when: 'account.traits.country != "DE"', holdDays: 3 } }).grouped({
      country: 'FR',
    });
    account.grouped({ country: 'DE' }).at('2026-03-04T12:00:00Z').grouped({ country: 'US' });
    expect(account.active).toEqual(['abroad']);
    expect(account.at('2026-03-08T12:00:00Z').sent('Board Drawn').grouped({ country: 'DE' }).active).toEqual([
      'abroad',
    ]);
    expect(account.tick('2026-03-11T11:59:59Z').active).toEqual(['abroad']);
    expect(account.tick('2026-03-11T12:00:00Z').active).toEqual([]);
    expect(account.firedNames).toEqual(['abroad']);
  });

  it('that was true from the beginning fires with the first fact', () => {
    expect(acme({ team: { when: 'account.plan == "team"' } }).sent('Board Drawn').firedNames).toEqual(['team']);
  });

  it('is found by time alone where what it reads depends on it, at local midnight', () => {
    const signals: Signals = {
      quiet: { when: 'activity.streakDays == 0 && account.ageDays > 1', polarity: 'negative' },
    };
    const account = aWorld({ now, config: studio({ signals }) }).account('acme', { timezone: 'Europe/Berlin' });
    account.sent('Board Drawn');
    expect(account.tick('2026-03-03T22:59:59Z').active).toEqual([]);
    expect(account.tick('2026-03-03T23:00:00Z').active).toEqual(['quiet']);
    expect(account.fired[0]?.evidence).toEqual({ 'activity.streakDays': 0, 'account.ageDays': 2 });
  });

  it('ends with the period of the meter that it reads', () => {
    const account = acme({ busy: { when: 'usage.exports.ratio >= 0.5' } }).sent('File Exported', { times: 5 });
    expect(account.tick('2026-03-31T23:59:59Z').active).toEqual(['busy']);
    expect(account.tick('2026-04-01T00:00:00Z').active).toEqual([]);
  });

  it('does not hold where something that it needs is missing, and nothing throws', () => {
    const account = acme({
      unlimited: { when: 'usage.exports.limit > 5' },
      complained: { when: 'health.complaintAgoDays < 7' },
      either: { when: 'health.complaintAgoDays < 7 || account.members > 0' },
    }).subscribed('open');
    expect(account.sent('File Exported').active).toEqual(['either']);
    expect(account.sent('Complaint Received').active).toEqual(['complained', 'either']);
  });
});

describe('a signal that is asked at events', () => {
  const signals: Signals = {
    'large-export': {
      when: 'event.properties.files > 100 && event.name == "File Exported" && account.plan != "open"',
      on: ['File Exported', 'Folder Exported'],
      expiresDays: 2,
    },
  };

  it('fires at such an event, with what it told, and is over so many days later', () => {
    const account = acme(signals).sent('File Exported', { properties: { files: 500 } });
    expect(account.fired).toMatchObject([
      {
        expiresAt: Date.parse('2026-03-04T12:00:00Z'),
        evidence: { 'event.properties.files': 500, 'account.plan': 'team' },
      },
    ]);
    expect(account.tick('2026-03-04T11:59:59Z').active).toEqual(['large-export']);
    expect(account.tick('2026-03-04T12:00:00Z').active).toEqual([]);
  });

  it('is not asked at others, nor does one with other properties end it', () => {
    const account = acme(signals).sent('Board Drawn', { properties: { files: 500 } });
    expect(account.fired).toEqual([]);
    account.sent('File Exported', { properties: { files: 500 } }).sent('File Exported', { properties: { files: 1 } });
    expect(account.sent('File Exported').sent('Board Drawn').active).toEqual(['large-export']);
  });

  it('lasts from the latest such event, as the same signal; after its end it is another', () => {
    const account = acme(signals).sent('File Exported', { properties: { files: 500 } });
    account.at('2026-03-03T12:00:00Z').sent('File Exported', { properties: { files: 200 } });
    expect(account.firedNames).toEqual(['large-export']);
    expect(account.tick('2026-03-05T11:59:59Z').active).toEqual(['large-export']);
    account.at('2026-03-05T12:00:00Z').sent('File Exported', { properties: { files: 200 } });
    expect(account.firedNames).toEqual(['large-export', 'large-export']);
  });

  it('is asked at an event that changes nothing else, and lasts 14 days unless said otherwise', () => {
    const account = acme({ pinged: { when: 'event.properties.code == "a"', on: ['Pinged'] } }).sent('Pinged');
    account.sent('Pinged', { properties: { code: 'a' } });
    expect(account.fired).toMatchObject([{ expiresAt: Date.parse('2026-03-16T12:00:00Z') }]);
  });

  it('that came too late to last until now does not fire', () => {
    const account = acme(signals).sent('Board Drawn');
    account.sent('File Exported', { properties: { files: 500 }, at: '2026-02-20T12:00:00Z' });
    expect(account.fired).toEqual([]);
  });
});

describe('a signal that asks for signals', () => {
  const signals: Signals = {
    both: { when: '"usage.reached" in signals && signals.exists(each, each.startsWith("gate."))' },
    'usage.approaching': { preset: 'usage.approaching' },
    'usage.reached': { preset: 'usage.reached' },
    'gate.repeated': { preset: 'gate.repeated' },
    approaching: { when: '"usage.approaching" in signals' },
  };

  it('knows those that fire by the same event, and those that end by time', () => {
    const account = acme(signals).sent('Charts Opened', { times: 3 });
    expect(account.firedNames).toEqual(['gate.repeated']);
    account.sent('File Exported', { times: 10 });
    expect(account.active).toContain('both');
    expect(account.tick('2026-03-16T12:00:00Z').active).not.toContain('both');
  });

  it('does not see one that a higher one replaced', () => {
    const account = acme(signals).sent('File Exported', { times: 9 });
    expect(account.active).toContain('approaching');
    expect(account.sent('File Exported').active).not.toContain('approaching');
  });
});

describe('a condition in a config is refused', () => {
  it.each([
    ['usage.export.used > 3', 'no meter "export", at character 7: export; did you mean "exports"?'],
    ['features.bords.count > 3', 'no feature "bords", at character 10: bords; did you mean "boards"?'],
    [
      'milestones["first-revew"].reached',
      'no milestone "first-revew", at character 12: "first-revew"; did you mean "first-review"?',
    ],
    ['account.plan == "temas"', 'no plan "temas", at character 1: account.plan == "temas"; did you mean "team"?'],
    [
      '"usage.reched" in signals',
      'no signal "usage.reched", at character 1: "usage.reched" in signals; did you mean "usage.reached"?',
    ],
    [
      'activity.trend in ["declining", "growth"]',
      'no trend "growth", at character 1: activity.trend in ["declining", "growth"…; there is declining, plateau, growing, unknown',
    ],
    [
      'event.name == "x"',
      'nothing is called "event", at character 1: event; there is account, activity, health, intent, organisation, subscription, usage, features, gates, workflows, milestones, outcomes and 1 more',
    ],
  ])('%s', (when, complaint) => {
    expect(complaints({ odd: { when }, 'usage.reached': { preset: 'usage.reached' } })).toEqual([
      `signals.odd.when: ${complaint}`,
    ]);
  });

  it('with the mistakes of all of them, and days that do not go with it', () => {
    const found = complaints({
      one: { when: 'usage.export.used > 3' },
      two: { when: 'account.', on: ['Board Drawn'], holdDays: 3 },
      three: { when: 'true', expiresDays: 3 },
    });
    expect(found.map((each) => each.slice(0, each.indexOf(':')))).toEqual([
      'signals.two.holdDays',
      'signals.three.expiresDays',
      'signals.one.when',
      'signals.two.when',
    ]);
  });

  it('when it asks for a signal that asks for signals', () => {
    const found = complaints({ first: { when: '"second" in signals' }, second: { when: 'size(signals) > 2' } });
    expect(found).toEqual([
      'signals.first.when: no signal that asks for no signals itself "second", at character 1: "second" in signals; none is declared',
    ]);
  });

  it('when it is neither a condition nor a preset', () => {
    expect(complaints({ odd: {} as Signals[string] })[0]).toContain(
      'signals.odd.when: expected "when", a condition, or "preset"',
    );
    expect(complaints({ odd: { when: 'true', colour: 'red' } as Signals[string] })).toEqual([
      'signals.odd.colour: unknown key; check its spelling, or remove it',
    ]);
  });
});
