import { entry, putBounded, rememberName } from '../../kernel/bounded.ts';
import type { Instant } from '../../kernel/instant.ts';

/** How often, by whom and for how long a feature that the plan lacks was wanted (S0.1, S2.16, S2.21). */
export interface GateState {
  /** The latest hits, oldest first. */
  readonly hits: readonly Instant[];
  readonly users: readonly string[];
  /** How long the latest stay before it was, in seconds (S1.38). */
  readonly dwellSeconds: number;
  readonly dwelledAt: Instant | null;
}

export type Gates = Readonly<Record<string, GateState>>;

const MAX_HITS = 8;
const MAX_USERS = 8;
export const MAX_GATES = 30;

const NOT_HIT: GateState = {
  hits: [],
  users: [],
  dwellSeconds: 0,
  dwelledAt: null,
};

export function hitGate(
  gates: Gates,
  feature: string,
  { at, user }: { readonly at: Instant; readonly user: string | null },
): Gates {
  const gate = entry(gates, feature) ?? NOT_HIT;
  const hits = [...gate.hits, at].toSorted((left, right) => left - right).slice(-MAX_HITS);
  const users = user === null ? gate.users : rememberName(gate.users, user, MAX_USERS);
  return putBounded(gates, feature, { ...gate, hits, users }, MAX_GATES);
}

export function leaveGate(
  gates: Gates,
  feature: string,
  { at, seconds }: { readonly at: Instant; readonly seconds: number },
): Gates {
  const gate = entry(gates, feature) ?? NOT_HIT;
  if (gate.dwelledAt !== null && at < gate.dwelledAt) return gates;
  return putBounded(gates, feature, { ...gate, dwellSeconds: seconds, dwelledAt: at }, MAX_GATES);
}
