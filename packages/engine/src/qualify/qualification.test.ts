import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../observe/fact.ts';
import { histories } from '../testing/arbitrary-facts.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time, World } from '../testing/world.ts';
import { qualify } from './qualification.ts';
import { QUALIFICATION_RULES } from './qualification-rule.ts';
import { failing, judged } from './testing/judged.ts';

const now = '2026-03-02T12:00:00Z';
const config = ledgerly();
const anAccount = (id = 'acme'): AccountInWorld => aWorld({ now, config }).account(id);
const inStudio = compiled(studio());
const newcomer = (): AccountInWorld => new World(inStudio, time('2026-02-01T00:00:00Z')).account('acme');

describe('qualification', () => {
  it('tells of every rule in a fixed order, whatever the ones before said', () => {
    expect(judged(anAccount(), { config }).map(({ rule }) => rule)).toEqual(QUALIFICATION_RULES);
  });

  it('finds an account ready that is minutes old and at 80% of a limit', () => {
    expect(failing(anAccount().sent('Invoice Sent', { times: 8 }), { config, signal: 'usage.approaching' })).toEqual(
      [],
    );
  });

  it('finds an account ready on day five that hits its storage limit on day five (S3.2, X4)', () => {
    const account = anAccount().sent('File Stored', { properties: { bytes: 700 } });
    account.at('2026-03-06T12:00:00Z').sent('File Stored', { properties: { bytes: 300 } });
    expect(failing(account, { config, signal: 'usage.reached' })).toEqual([]);
  });

  it('finds an account ready at a limit that it used up, though of ten things that its plan has it uses one', () => {
    const many = studio();
    const account = aWorld({ now, config: many }).account('acme').sent('File Exported', { times: 10 });
    expect(failing(account, { config: many, signal: 'usage.reached' })).toEqual([]);
  });

  it('does not find an account ready that barely logged in by day thirty (S3.3)', () => {
    const account = anAccount().identified('ana').sent('Signed In');
    account.at('2026-03-20T12:00:00Z').sent('Signed In');
    expect(failing(account, { config, at: '2026-04-01T12:00:00Z' })).toEqual([
      'qualification.adoption',
      'qualification.engagement',
      'qualification.value',
      'qualification.need',
      'onboarding',
    ]);
  });

  it('finds the customer ready again at the start of a month who was near its limit at the end of the last', () => {
    const account = anAccount();
    for (const day of ['03', '09', '12', '17', '24', '26', '27', '30'])
      account.at(`2026-03-${day}T12:00:00Z`).sent('Invoice Sent');
    const start = '2026-04-01T09:00:00Z';
    expect(failing(account, { config, at: start })).toEqual(['qualification.need']);
  });

  it('of any history is words and numbers, and the same however often it is asked', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const { state } = folded(facts);
        const verdicts = qualify(inStudio.catalog, state, { at: state.seenAt });
        expect(qualify(inStudio.catalog, state, { at: state.seenAt })).toEqual(verdicts);
        expect(JSON.stringify(verdicts)).not.toMatch(/undefined|NaN|Infinity|null/);
        for (const { detail } of verdicts) expect(detail).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the catalog, nor on the order in which things are remembered', () => {
    const plain = studio();
    const changes = { meters: turn(plain.meters), features: turn(plain.features), milestones: turn(plain.milestones) };
    const turned = compiled(studio(changes)).catalog;
    fc.assert(
      fc.property(histories, (facts) => {
        const { state } = folded(facts);
        const at = state.seenAt;
        const mirrored = {
          ...state,
          members: turn(state.members),
          features: turn(state.features),
          gates: turn(state.gates),
          meters: turn(state.meters),
          signals: state.signals.toReversed(),
          health: { ...state.health, tickets: turn(state.health.tickets) },
        };
        expect(qualify(turned, mirrored, { at })).toEqual(qualify(inStudio.catalog, state, { at }));
      }),
      { numRuns: 60 },
    );
  });
});

describe('an account in trouble', () => {
  it('stays suppressed whatever else is done, as long as its ticket is open', () => {
    const lively = histories.map((facts) => facts.filter((fact) => !closesTicket(fact)));
    fc.assert(
      fc.property(lively, (facts) => {
        const account = newcomer().sent('Ticket Opened', { properties: { ticket: 'first' } });
        for (const fact of facts) account.fold(fact);
        const failed = qualify(inStudio.catalog, account.state, { at: account.state.seenAt }).filter(
          ({ pass }) => !pass,
        );
        expect(failed.map(({ rule }) => rule)).toContain('health.tickets');
      }),
      { numRuns: 60 },
    );
  });
});

function folded(facts: readonly Fact[]): AccountInWorld {
  const account = newcomer();
  for (const fact of facts) account.fold(fact);
  return account;
}

function closesTicket(fact: Fact): boolean {
  return fact.kind === 'track' && fact.event === 'Ticket Resolved' && fact.properties['ticket'] === 'first';
}

function turn<Value>(record: Readonly<Record<string, Value>> = {}): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toReversed());
}
