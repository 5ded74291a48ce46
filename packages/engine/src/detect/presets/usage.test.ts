import { describe, expect, it } from 'vitest';
import type { PresetName } from '../../catalog/presets.ts';
import { studio, studioWith } from '../../testing/studio.ts';
import { type AccountInWorld, aWorld, time } from '../../testing/world.ts';

const now = '2026-03-02T12:00:00Z';
const acme = (...presets: readonly PresetName[]): AccountInWorld =>
  aWorld({ now, config: studioWith(...presets) }).account('acme');

const stored = (bytes: number): Parameters<AccountInWorld['sent']>[1] => ({ properties: { bytes } });

describe('a share of a limit that never resets', () => {
  const near = (): AccountInWorld => acme('usage.approaching').sent('Storage Measured', stored(800));

  it('is not crossed again by use that sways around it', () => {
    const account = near().sent('Storage Measured', stored(799)).sent('Storage Measured', stored(750));
    account.sent('Storage Measured', stored(810));
    expect(account.firedNames).toEqual(['usage.approaching']);
    expect(account.active).toEqual(['usage.approaching']);
  });

  it('ends once use fell five points below, and is crossed anew from there', () => {
    const account = near().sent('Storage Measured', stored(749));
    expect(account.active).toEqual([]);
    expect(account.sent('Storage Measured', stored(790)).active).toEqual([]);
    expect(account.sent('Storage Measured', stored(800)).firedNames).toHaveLength(2);
  });

  it('is fired once a period of one that resets, however it sways', () => {
    const account = aWorld({ now, config: studioWith('usage.approaching') }).account('acme');
    const calls = (amount: number): Parameters<AccountInWorld['sent']>[1] => ({ properties: { calls: amount } });
    account.sent('API Called', calls(89));
    expect(account.fired).toEqual([]);
    account.sent('API Called', calls(1)).sent('API Called', calls(-20)).sent('API Called', calls(25));
    expect(account.firedNames).toEqual(['usage.approaching']);
    expect(account.active).toEqual(['usage.approaching']);
  });
});

describe('API calls (X1, S1.44)', () => {
  it('warn at 90% alone', () => {
    const account = acme('usage.approaching', 'usage.critical', 'usage.reached');
    account.sent('API Called', { properties: { calls: 99 } });
    expect(account.fired).toMatchObject([{ signal: 'usage.approaching', evidence: { threshold: 90 } }]);
  });

  it('are over the limit with the first call beyond it, for the period', () => {
    const account = acme('api.over_limit').sent('API Called', { properties: { calls: 100 } });
    expect(account.fired).toEqual([]);
    account.sent('API Called', { properties: { calls: 1 }, times: 9 });
    expect(account.fired).toMatchObject([{ subject: 'calls', priority: 'high', evidence: { used: 101, limit: 100 } }]);
    expect(account.tick('2026-04-01T00:00:00Z').active).toEqual([]);
  });

  it('are the only meters that this is told of', () => {
    expect(acme('api.over_limit').sent('File Exported', { times: 20 }).fired).toEqual([]);
  });
});

describe('a ceiling that is reached again and again (S2.20)', () => {
  it('is high use in two periods in a row', () => {
    const account = acme('usage.sustained').sent('File Exported', { times: 8 });
    account.at('2026-04-10T00:00:00Z').sent('File Exported', { times: 7 });
    expect(account.fired).toEqual([]);
    account.sent('File Exported', { times: 3 });
    expect(account.fired).toMatchObject([{ subject: 'exports', evidence: { used: 8, limit: 10, periods: 2 } }]);
    account.at('2026-05-10T00:00:00Z').sent('File Exported', { times: 9 });
    expect(account.fired.map((signal) => signal.evidence['periods'])).toEqual([2, 3]);
  });

  it('is none with a quiet period between', () => {
    const account = acme('usage.sustained').sent('File Exported', { times: 8 });
    account.at('2026-04-10T00:00:00Z').sent('File Exported').at('2026-05-10T00:00:00Z');
    account.sent('File Exported', { times: 8 }).at('2026-07-10T00:00:00Z').sent('File Exported', { times: 8 });
    expect(account.fired).toEqual([]);
  });

  it('is thirty days without a break where nothing resets, told by time alone', () => {
    const account = acme('usage.sustained').sent('Storage Measured', stored(800));
    expect(account.tick('2026-04-01T11:59:59.999Z').fired).toEqual([]);
    expect(account.tick('2026-04-01T12:00:00Z').fired).toMatchObject([{ subject: 'storage', evidence: { days: 30 } }]);
    expect(account.tick('2026-09-01T12:00:00Z').firedNames).toHaveLength(1);
    expect(account.sent('Storage Measured', stored(700)).active).toEqual([]);
  });

  it('begins anew after a break', () => {
    const account = acme('usage.sustained').sent('Storage Measured', stored(800)).at('2026-03-20T12:00:00Z');
    account.sent('Storage Measured', stored(799)).sent('Storage Measured', stored(900));
    expect(account.tick('2026-04-19T11:59:59.999Z').fired).toEqual([]);
    expect(account.tick('2026-04-19T12:00:00Z').firedNames).toHaveLength(1);
  });

  it('ends with a plan that has room', () => {
    const account = acme('usage.sustained').sent('Storage Measured', stored(800)).tick('2026-04-02T00:00:00Z');
    expect(account.active).toHaveLength(1);
    expect(account.subscribed('open').active).toEqual([]);
  });
});

describe('what was sought behind a limit (S2.24)', () => {
  const blocked = (item: string, times = 1): Parameters<AccountInWorld['sent']>[1] => ({
    times,
    properties: { meter: 'history', query: 'old', items: [item] },
  });

  it('is told at the fiftieth time within a week, with exactly what it was', () => {
    const account = acme('content.blocked').sent('Content Blocked', blocked('brief.pdf', 20));
    account.at('2026-03-08T12:00:00Z').sent('Content Blocked', blocked('logo.svg', 29));
    expect(account.fired).toEqual([]);
    account.sent('Content Blocked', blocked('contract.pdf'));
    expect(account.fired).toMatchObject([
      {
        subject: 'history',
        priority: 'critical',
        evidence: { times: 50, days: 7, items: ['brief.pdf', 'logo.svg', 'contract.pdf'] },
      },
    ]);
    expect(account.sent('Content Blocked', blocked('more', 30)).firedNames).toHaveLength(1);
  });

  it('is not where the fiftieth comes on the eighth day', () => {
    const account = acme('content.blocked').sent('Content Blocked', blocked('brief.pdf', 20));
    expect(account.at('2026-03-09T00:00:00Z').sent('Content Blocked', blocked('logo.svg', 30)).fired).toEqual([]);
  });

  it('ends on the day on which the week is no longer full', () => {
    const account = acme('content.blocked').sent('Content Blocked', blocked('a', 30)).at('2026-03-04T12:00:00Z');
    account.sent('Content Blocked', blocked('b', 20));
    expect(account.tick('2026-03-08T23:59:59.999Z').active).toEqual(['content.blocked']);
    expect(account.tick('2026-03-09T00:00:00Z').active).toEqual([]);
    expect(account.tick('2026-03-11T00:00:00Z').state.signals).toEqual([]);
  });

  it('is what was asked for where no item is named, and about no meter where it names none that there is', () => {
    const account = acme('content.blocked');
    account.sent('Content Blocked', { times: 50, properties: { meter: 'constructor', query: 'old briefs' } });
    expect(account.fired).toMatchObject([{ subject: null, evidence: { items: ['old briefs'] } }]);
  });
});

describe('rate limits (S2.20)', () => {
  it('hit three times within a week are told once', () => {
    const hit = { properties: { meter: 'calls' } };
    const account = acme('ratelimit.repeated').sent('Rate Limit Hit', { ...hit, times: 2 });
    expect(account.fired).toEqual([]);
    expect(account.at('2026-03-08T00:00:00Z').sent('Rate Limit Hit', { ...hit, times: 3 }).fired).toMatchObject([
      { subject: 'calls', priority: 'high', evidence: { times: 3 } },
    ]);
    expect(account.tick('2026-03-15T00:00:00Z').active).toEqual([]);
  });
});

describe('a config with everything', () => {
  it('fires for a history meter nothing that counts towards a limit', () => {
    const account = aWorld({ now, config: studio() }).account('acme').sent('Board Drawn').tick('2026-12-01T00:00:00Z');
    expect(account.fired.filter((signal) => signal.subject === 'history')).toEqual([]);
    expect(account.check('history').usage?.used).toBe(273);
    expect(account.state.seenAt).toBe(time('2026-12-01T00:00:00Z'));
  });
});
