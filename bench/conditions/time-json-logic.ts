import { LogicEngine } from 'json-logic-engine';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { type Clause, PROFILES, profilesInTurn, RULES, verify } from './conditions-world.ts';

/** Times json-logic-engine, every rule compiled by it. */
export async function timeJsonLogic(setting: Setting): Promise<Figures> {
  const engine = new LogicEngine();
  const rules = RULES.map(({ join, clauses }) =>
    engine.build({ [join === '&&' ? 'and' : 'or']: clauses.map(clauseLogic) }),
  );
  const asked = (index: number): number => {
    const profile = PROFILES[index];
    let bits = 0;
    for (let place = 0; place < rules.length; place += 1) if (rules[place]?.(profile) === true) bits |= 1 << place;
    return bits;
  };
  verify(asked);
  const next = profilesInTurn();
  return timeCall(() => asked(next()), setting);
}

function clauseLogic(clause: Clause): object {
  switch (clause.kind) {
    case 'number':
      return { [clause.relation]: [{ var: clause.slot }, clause.value] };
    case 'optional':
      return {
        and: [{ '!==': [{ var: clause.slot }, null] }, { [clause.relation]: [{ var: clause.slot }, clause.value] }],
      };
    case 'text':
      return { [`${clause.relation}=`]: [{ var: clause.slot }, clause.value] };
    case 'among':
      return { in: [{ var: clause.slot }, clause.values] };
    case 'flag':
      return { '===': [{ var: clause.slot }, clause.value] };
    default:
      return { in: [clause.value, { var: 'signals' }] };
  }
}
