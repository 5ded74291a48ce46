import { ZenEngine } from '@gorules/zen-engine';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeAsyncCall } from '../measuring/time-call.ts';
import { type Clause, PROFILES, profilesInTurn, RULES, verify } from './conditions-world.ts';

/** Times GoRules ZEN with the thirty as one decision of one expression node, read once. */
export async function timeZen(setting: Setting): Promise<Figures> {
  const expressions = RULES.map(({ join, clauses }, index) => ({
    id: `e${index}`,
    key: `r${index}`,
    value: clauses.map(clauseText).join(join === '&&' ? ' and ' : ' or '),
  }));
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      { id: 'asked', type: 'expressionNode', name: 'asked', content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [
      { id: 'first', sourceId: 'in', targetId: 'asked', type: 'edge' },
      { id: 'last', sourceId: 'asked', targetId: 'out', type: 'edge' },
    ],
  });
  const asked = async (index: number): Promise<number> => {
    const { result } = await decision.evaluate(PROFILES[index]);
    return RULES.reduce((bits, _, place) => bits | (result[`r${place}`] === true ? 1 << place : 0), 0);
  };
  const answers = await Promise.all(PROFILES.map((_, index) => asked(index)));
  verify((index) => answers[index] ?? 0);
  const next = profilesInTurn();
  return timeAsyncCall(() => asked(next()), setting);
}

function clauseText(clause: Clause): string {
  switch (clause.kind) {
    case 'number':
      return `${clause.slot} ${clause.relation} ${clause.value}`;
    case 'optional':
      return `(${clause.slot} != null and ${clause.slot} ${clause.relation} ${clause.value})`;
    case 'text':
      return `${clause.slot} ${clause.relation} '${clause.value}'`;
    case 'among':
      return `${clause.slot} in [${clause.values.map((value) => `'${value}'`).join(', ')}]`;
    case 'flag':
      return `${clause.slot} == ${clause.value}`;
    default:
      return `contains(signals, '${clause.value}')`;
  }
}
