import { describe, expect, it } from 'vitest';
import type { Evidence } from '../observe/account.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import { bindSignal, SIGNAL_VARIABLES, type SignalVariables } from './signal-variables.ts';

const now = '2026-03-10T12:00:00Z';
const { catalog } = compiled(studio());

function acme(): AccountInWorld {
  return aWorld({ now, config: studio() }).account('acme');
}

/** What the signal that a test is about knows, as it fired. */
function bound(account: AccountInWorld, signal: string, feature: string | null = null): SignalVariables {
  const fired = account.fired.findLast((each) => each.signal === signal) ?? null;
  if (fired === null) throw new TypeError(`${signal} did not fire, only ${account.firedNames.join(', ')}`);
  return bindSignal(catalog, account.state, { signal: fired, feature, at: time(now) });
}

/** The same of evidence that a test makes up. */
function withEvidence(signal: string, evidence: Evidence): SignalVariables {
  const [standing] = acme().sent('Charts Opened').fired;
  if (standing === undefined) throw new TypeError('a signal to change');
  return bindSignal(catalog, acme().state, { signal: { ...standing, signal, evidence }, feature: null, at: time(now) });
}

describe('what a signal knows', () => {
  it('is how often a locked feature was wanted, by how many, as of now', () => {
    const account = acme().sent('Charts Opened', { times: 2 }).sent('Charts Opened', { user: 'ben' });
    expect(bound(account, 'gate.discovered', 'charts')).toMatchObject({ hits: 3, users: 2, minutes: null });
  });

  it('is how long somebody stayed with it, in whole minutes', () => {
    expect(withEvidence('gate.dwell', { seconds: 179 }).minutes).toBe(2);
    expect(withEvidence('gate.dwell', { seconds: 59 }).minutes).toBeNull();
  });

  it('is what was searched for, and the workflow that was completed', () => {
    expect(bound(acme().sent('Search Performed', { properties: { query: 'a chart' } }), 'intent.search').query).toBe(
      'a chart',
    );
    const done = acme().sent('Workflow Completed', { times: 2, properties: { workflow: 'handover' } });
    expect(bound(done, 'outcome.gap', 'charts')).toMatchObject({ workflow: { name: 'handover' }, completed: 2 });
  });

  it('is a milestone or an outcome, and what it has come to', () => {
    const drawn = acme().sent('Board Drawn', { times: 100 });
    expect(bound(drawn, 'value.milestone')).toMatchObject({
      milestone: { name: 'hundredth-board' },
      outcome: null,
      total: 100,
    });
    const billed = acme().sent('Work Billed', { properties: { amount: 1_250 } });
    expect(bound(billed, 'value.outcome')).toMatchObject({
      outcome: { name: 'billed' },
      milestone: null,
      total: 1_250,
    });
  });

  it('names the first three of what was sought, and counts the rest (S2.24)', () => {
    const items = (...sought: string[]): string | null => withEvidence('content.blocked', { items: sought }).items;
    expect(items('rust')).toBe('“rust”');
    expect(items('rust', 'go')).toBe('“rust” and “go”');
    expect(items('a', 'b', 'c', 'd', 'e')).toBe('“a”, “b”, “c” and 2 more');
    expect(items('x'.repeat(200))).toBe(`“${'x'.repeat(60)}”`);
    expect(items()).toBeNull();
  });

  it('tells growth in words, one or many, nothing of what did not grow', () => {
    const growth = (evidence: Evidence): string | null => withEvidence('org.growth', evidence).growth;
    expect(growth({ members: 4, departments: 1, integrations: 2 })).toBe('4 people, 1 department and 2 integrations');
    expect(growth({ members: 1, departments: 0, integrations: 0 })).toBe('1 person');
    expect(growth({ members: 0, departments: 0, integrations: 0 })).toBeNull();
    expect(withEvidence('users.power_density', { members: 4 }).growth).toBeNull();
  });

  it('names what proved value, whichever kind it is', () => {
    const proof = (id: string): string | null => withEvidence('renewal.window', { proof: id }).proof;
    expect(['billed', 'first-review', 'handover', 'unheard-of'].map(proof)).toEqual([
      'billed',
      'first-review',
      'handover',
      null,
    ]);
  });

  it('is nothing where no signal fired', () => {
    const bare = bindSignal(catalog, acme().state, { signal: null, feature: null, at: time(now) });
    expect(new Set(Object.values(bare))).toEqual(new Set([null]));
    expect(Object.keys(bare).toSorted()).toEqual(SIGNAL_VARIABLES.map((name) => name.split('.')[0]).toSorted());
  });
});
