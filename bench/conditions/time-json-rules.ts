import { Engine, type NestedCondition } from 'json-rules-engine';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeAsyncCall } from '../measuring/time-call.ts';
import {
  type Clause,
  PROFILES,
  type Profile,
  profilesInTurn,
  readerOf,
  RULES,
  SLOTS,
  verify,
} from './conditions-world.ts';

/** Times json-rules-engine with the thirty as rules, each told by its event; facts are flat, as it reads them quickest. */
export async function timeJsonRules(setting: Setting): Promise<Figures> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  RULES.forEach(({ join, clauses }, index) => {
    const nested = clauses.map(clauseCondition);
    engine.addRule({
      conditions: join === '&&' ? { all: nested } : { any: nested },
      event: { type: String(index) },
    });
  });
  const facts = PROFILES.map(flat);
  const asked = async (index: number): Promise<number> => {
    const { events } = await engine.run({ ...facts[index] });
    return events.reduce((bits, { type }) => bits | (1 << Number(type)), 0);
  };
  const answers = await Promise.all(PROFILES.map((_, index) => asked(index)));
  verify((index) => answers[index] ?? 0);
  const next = profilesInTurn();
  return timeAsyncCall(() => asked(next()), setting);
}

function flat(profile: Profile): Record<string, unknown> {
  const slots = [...SLOTS.numbers, ...SLOTS.optionals, ...SLOTS.texts, ...SLOTS.flags];
  return { ...Object.fromEntries(slots.map((slot) => [slot, readerOf(slot)(profile)])), signals: profile.signals };
}

const RELATIONS = {
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
} as const;

function clauseCondition(clause: Clause): NestedCondition {
  switch (clause.kind) {
    case 'number':
    case 'optional':
      // Its own comparisons are false of what is missing.
      return { fact: clause.slot, operator: RELATIONS[clause.relation], value: clause.value };
    case 'text':
      return { fact: clause.slot, operator: clause.relation === '==' ? 'equal' : 'notEqual', value: clause.value };
    case 'among':
      return { fact: clause.slot, operator: 'in', value: [...clause.values] };
    case 'flag':
      return { fact: clause.slot, operator: 'equal', value: clause.value };
    default:
      return { fact: 'signals', operator: 'contains', value: clause.value };
  }
}
