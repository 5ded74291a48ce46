import {
  compileConditions,
  type ConditionSet,
  holds,
  profileOf,
} from '../../packages/engine/src/condition/condition-set.ts';
import type { SlotSpec } from '../../packages/engine/src/condition/schema.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { celText } from './cel-text.ts';
import { type Profile, PROFILES, profilesInTurn, readerOf, RULE_COUNT, RULES, verify } from './conditions-world.ts';
import { labSchema } from './lab-schema.ts';

/** Times the product: thirty conditions over a profile that is ready, or that is made of an account's values first. */
export async function timeConditions(profile: 'ready' | 'made', setting: Setting): Promise<Figures> {
  const set = compileRules();
  const readers = set.slots.map(({ name }) => (name === 'signals' ? (from: Profile) => from.signals : readerOf(name)));
  const make = (index: number): Judged => {
    const source = PROFILES[index];
    if (source === undefined) throw new Error(`no profile ${index}`);
    return profileOf(set, (slot) => readers[slot.index]?.(source));
  };
  const ready = PROFILES.map((_, index) => make(index));
  const ask = (judged: Judged | undefined): number => {
    let bits = 0;
    if (judged === undefined) return bits;
    for (let index = 0; index < RULE_COUNT; index += 1) if (holds(set, index, judged)) bits |= 1 << index;
    return bits;
  };
  const asked = profile === 'ready' ? (index: number) => ask(ready[index]) : (index: number) => ask(make(index));
  verify(asked);
  const next = profilesInTurn();
  return timeCall(() => asked(next()), setting);
}

type Judged = ReturnType<typeof profileOf>;

function compileRules(): ConditionSet<SlotSpec> {
  const sources = RULES.map((rule, index) => ({ path: String(index), text: celText(rule) }));
  const compiled = compileConditions(sources, labSchema());
  if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join('\n'));
  return compiled.value;
}
