import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { type Clause, type Profile, PROFILES, profilesInTurn, type Rule, RULES, verify } from './conditions-world.ts';

/**
 * Times the least that it could be: each rule as a function of JavaScript that was generated for it, with the guards that keep what is
 * missing or of another kind from counting. It needs `new Function`, which a strict policy forbids.
 */
export async function timeGenerated(setting: Setting): Promise<Figures> {
  const rules = RULES.map((rule): ((profile: Profile | undefined) => boolean) => {
    return Function('profile', `return ${ruleText(rule)};`) as (profile: Profile | undefined) => boolean;
  });
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

function ruleText({ join, clauses }: Rule): string {
  return clauses.map(clauseText).join(` ${join} `);
}

function clauseText(clause: Clause): string {
  if (clause.kind === 'signal') return `profile.signals.includes("${clause.value}")`;
  const value = `profile.${clause.slot}`;
  switch (clause.kind) {
    case 'number':
    case 'optional':
      return `(typeof ${value} === "number" && ${value} ${clause.relation} ${clause.value})`;
    case 'text':
      return `(typeof ${value} === "string" && ${value} ${clause.relation}= "${clause.value}")`;
    case 'among':
      return `(${clause.values.map((each) => `${value} === "${each}"`).join(' || ')})`;
    default:
      return `(${value} === ${clause.value})`;
  }
}
