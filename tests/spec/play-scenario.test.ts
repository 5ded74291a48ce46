import { describe, expect, it } from 'vitest';
import { EngineRunner } from './engine-runner.ts';
import { playScenario } from './play-scenario.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';

const eightInvoices = {
  at: '2026-03-02T09:00:00Z',
  do: 'send',
  messages: [{ type: 'track', userId: 'ana', event: 'Invoice Sent', context: { groupId: 'acme' }, times: 8 }],
};
const asked = { do: 'decide', ask: { account: 'acme', user: 'ana', session: 's1' }, as: 'banner' };

function scenario(...steps: readonly object[]): Scenario {
  const described = { $schema: './schema.json', id: '0000-a-sample', title: 'A scenario of this test', proves: ['X1'] };
  return scenarioSchema.parse({ ...described, config: 'configs/ledgerly.json', steps });
}

describe('a scenario that holds', () => {
  it('is played to its end', async () => {
    const steps = [
      { ...eightInvoices, fired: [{ account: 'acme', signal: 'usage.approaching', subject: 'invoices' }] },
      { ...asked, moment: { play: 'outgrowing-limit' } },
      { ...asked, moment: { id: '$banner' } },
    ];
    await expect(playScenario(scenario(...steps), new EngineRunner())).resolves.toBeUndefined();
  });
});

describe('a scenario that does not hold is found out', () => {
  it.each([
    ['a signal too few', { ...eightInvoices, fired: [] }],
    [
      'another signal',
      { ...eightInvoices, fired: [{ account: 'acme', signal: 'usage.critical', subject: 'invoices' }] },
    ],
    [
      'other evidence',
      {
        ...eightInvoices,
        fired: [{ account: 'acme', signal: 'usage.approaching', subject: 'invoices', evidence: { used: 7 } }],
      },
    ],
    ['another count', { ...eightInvoices, expect: { accepted: 7 } }],
    ['a refusal that does not come', { ...eightInvoices, refused: { code: 'overloaded' } }],
    ['another usage', { do: 'account', account: 'acme', expect: { usage: { invoices: { used: 7 } } } }],
    ['an active signal too many', { do: 'account', account: 'acme', expect: { signals: [] } }],
    ['no moment', { ...asked, moment: null }],
    ['a wall', { ...asked, wall: { meter: 'invoices' } }],
    ['another part of a message', { ...asked, moment: { message: { action: 'Buy' } } }],
    ['another outcome', { ...asked, trace: [{ play: 'outgrowing-limit', outcome: 'lost' }] }],
    ['another rule', { ...asked, trace: [{ play: 'outgrowing-limit', outcome: 'chosen', failed: 'role' }] }],
    ['an answer where a refusal came', { do: 'quote', ask: { account: 'acme', change: { plan: 'gold' } } }],
    [
      'another refusal',
      { do: 'quote', ask: { account: 'acme', change: { plan: 'gold' } }, refused: { code: 'no-price' } },
    ],
    ['a line too few', { do: 'quote', ask: { account: 'acme', change: { plan: 'pro' } }, expect: { lines: [] } }],
    ['a config that is taken', { do: 'configure', config: {} }],
    ['a name that no step gave', { do: 'take', moment: '$modal', step: 'shown' }],
  ])('expecting %s', async (_what, step) => {
    const steps = 'at' in step ? [step] : [eightInvoices, step];
    await expect(playScenario(scenario(...steps), new EngineRunner())).rejects.toThrow(
      /to match object|no step answered/,
    );
  });

  it('when its first step does not say what time it is', async () => {
    const { at: _at, ...timeless } = eightInvoices;
    await expect(playScenario(scenario(timeless), new EngineRunner())).rejects.toThrow(/the first step says with "at"/);
  });
});
