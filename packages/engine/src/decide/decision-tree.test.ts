import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { INTERVENTIONS, interventionsOf } from '../qualify/interventions.ts';
import { QUALIFICATION_RULES } from '../qualify/qualification-rule.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { aWorld, compiled } from '../testing/world.ts';
import { decisionTreeMermaid, decisionTreeText } from './decision-tree-text.ts';
import { type DecisionTree, decisionTree, type PlayTree } from './decision-tree.ts';

const now = '2026-03-02T12:00:00Z';

function treeOf(config: ConfigInput): DecisionTree {
  return decisionTree(compiled(config));
}

function playOf(tree: DecisionTree, id: string): PlayTree {
  const found = tree.plays.find(({ play }) => play === id);
  if (found === undefined) throw new TypeError(`no play ${id}`);
  return found;
}

function asks(config: ConfigInput, play: string, rule: string): string | undefined {
  return playOf(treeOf(config), play).proactive.find((question) => question.rule === rule)?.asks;
}

const PLAY = { id: 'p', trigger: ['usage.approaching'] };

describe('the decision tree (S1.46)', () => {
  it('asks what a decision asks, in the same order, of every play', () => {
    const { plays } = treeOf(studio());
    const account = aWorld({ now, config: studio() }).account('acme').sent('File Exported', { times: 9 });
    const order = (trace: ReturnType<typeof account.decide>['trace']): unknown =>
      trace.map(({ play, rules }) => [play, rules.map(({ rule }) => rule)]);
    expect(order(account.decide().trace)).toEqual(
      plays.map(({ play, proactive }) => [play, proactive.map(({ rule }) => rule)]),
    );
    const walked = account.decide({ trigger: { type: 'limit', meter: 'exports' } }).trace;
    const answering = plays.filter(({ reactive }) => reactive.length > 0);
    expect(order(walked.filter(({ play }) => answering.some((each) => each.play === play)))).toEqual(
      answering.map(({ play, reactive }) => [play, reactive.map(({ rule }) => rule)]),
    );
  });

  it('answers what somebody walks into by the plays whose signals are about it, and by no other', () => {
    const { plays } = treeOf(studio());
    const types = plays.flatMap(({ play, reactive }) =>
      reactive[0] === undefined ? [] : [[play, reactive[0].values['types']]],
    );
    expect(Object.fromEntries(types)).toMatchObject({
      'outgrowing-limit': ['limit', 'seats'],
      'locked-feature': ['gate', 'share', 'search', 'outcome'],
    });
    expect(playOf(treeOf(studio()), 'looked-at-plans').reactive).toEqual([]);
  });

  it.each<[rule: string, changes: Partial<ConfigInput>, says: string]>([
    ['qualification.adoption', { qualification: { minAdoption: 0.25 } }, 'at least 25% of what'],
    ['qualification.engagement', { qualification: { minEngagement: 55 } }, 'at least 55 of 100'],
    ['health.tickets', { qualification: { openTickets: 3 } }, 'fewer than 3 support tickets'],
    ['onboarding', { qualification: { monthTwoFromDays: 20 } }, 'day 21 to 60'],
    ['guardrail.session', { guardrails: { perSession: 2 } }, 'fewer than 2 of ours'],
    ['guardrail.account', { guardrails: { perAccountDays: 1 } }, 'in the last 1 day,'],
    ['guardrail.cool-off', { guardrails: { refusalDays: 45 } }, 'in the last 45 days?'],
    ['guardrail.quiet-hours', { guardrails: { quietHours: { from: '22:00', to: '07:00' } } }, 'outside 22:00 to 07:00'],
    ['role', { product: { name: 'L', buyerRoles: ['finance'] } }, 'May this user buy: finance,'],
    ['routing', { routing: { inAppUpTo: 15_050 } }, 'up to $150.50 more a month'],
    ['holdout', { holdout: { percent: 2.5 } }, 'outside the 2.5% that'],
    [
      'experiment',
      {
        experiments: [
          {
            id: 'wording',
            about: 'message',
            variants: [
              { id: 'a', weight: 1 },
              { id: 'b', weight: 1 },
            ],
          },
        ],
      },
      'start now: wording (a, b)?',
    ],
    [
      'trigger',
      { plays: [{ ...PLAY, placements: ['home', 'billing'] }] },
      'And is it asked for the placement home or billing',
    ],
    ['trigger', { plays: [{ ...PLAY, proactive: false }] }, 'It only answers what somebody walks into'],
    [
      'audience',
      { plays: [{ ...PLAY, audience: 'account.members > 2' }] },
      'Is this true of the account: account.members > 2?',
    ],
    ['audience', { plays: [{ ...PLAY, kind: 'cross-sell' }] }, 'in use for 60 days?'],
    ['offer.fit', { plays: [{ ...PLAY, offer: { to: 'pro' } }] }, 'Does Pro have room'],
    [
      'routing',
      { plays: [{ ...PLAY, motion: 'self-serve', channels: ['in-app'] }] },
      'the play is self-serve, whatever the amount?',
    ],
  ])('asks %s with the numbers of the config: %j', (rule, changes, says) => {
    const play = changes.plays === undefined ? 'outgrowing-limit' : 'p';
    expect(asks(ledgerly(changes), play, rule)).toContain(says);
  });

  it('names what is due to an account that is not ready, as it is then found due', () => {
    const account = aWorld({ now, config: ledgerly() }).account('acme').tick('2026-08-01T00:00:00Z');
    const verdicts = QUALIFICATION_RULES.map((rule) => ({ rule, pass: false, detail: rule, values: {} }));
    const due = verdicts.map(({ rule }) => {
      const alone = verdicts.filter((verdict) => verdict.rule === rule);
      const { catalog } = compiled(ledgerly());
      return interventionsOf(catalog, account.state, { verdicts: alone, at: account.state.seenAt }).map(
        ({ kind }) => kind,
      );
    });
    const { proactive } = playOf(treeOf(ledgerly()), 'outgrowing-limit');
    const named = QUALIFICATION_RULES.map((rule) => {
      const otherwise = proactive.find((question) => question.rule === rule)?.otherwise ?? '';
      return INTERVENTIONS.filter((kind) => otherwise.endsWith(` instead: ${kind}`));
    });
    expect(named).toEqual(due);
  });
});

describe('the tree as text', () => {
  it('says once what all plays are asked, and of each what is its own', () => {
    const text = decisionTreeText(treeOf(ledgerly()));
    expect(text).toContain('Ledgerly, config version 1: what is asked before anything is offered');
    expect(text.match(/at least 40% of what the plan includes/g)).toHaveLength(1);
    expect(text).toContain(
      'outgrowing-limit (upsell, priority 0)\n  trigger                   Is one of its signals active: usage.approaching (critical)',
    );
  });

  it('of one play says everything in one list', () => {
    const text = decisionTreeText(treeOf(ledgerly({ plays: [PLAY] })));
    expect(text).not.toContain('each play its own');
    expect(text.split('\n').filter((line) => line.startsWith('  trigger '))).toHaveLength(2);
  });
});

describe('the tree as a Mermaid chart', () => {
  it('leads from the start to a moment both ways, every node declared', () => {
    const chart = decisionTreeMermaid(treeOf(studio()));
    expect(chart).toMatch(/^%%.*%%\nflowchart TD\n {2}start\{"Did somebody just walk into something\?"\}\n/);
    const declared = new Set(
      [...chart.matchAll(/^\s*(\w+)[{([]/gm), ...chart.matchAll(/--> (\w+)\(\[/g)].map(([, id]) => id),
    );
    const used = [...chart.matchAll(/--> (\w+)/g)].map(([, id]) => id);
    expect(used.filter((id) => !declared.has(id))).toEqual([]);
    expect(chart).toContain('looked-at-plans: intent.pricing');
  });

  it('keeps its labels whole, whatever a play says', () => {
    const chart = decisionTreeMermaid(
      treeOf(ledgerly({ plays: [{ ...PLAY, audience: 'account.plan == "free" && account.members < 5' }] })),
    );
    expect(chart).toContain('account.plan == #quot;free#quot; && account.members #lt; 5');
  });
});
