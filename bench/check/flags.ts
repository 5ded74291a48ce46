import { strictEqual } from 'node:assert';
import { seededRandom } from '../measuring/random.ts';

/** What feature-flag clients are asked, the nearest that they do to a check: fifty flags of three clauses each, for 1,024 accounts. */

export interface Flag {
  readonly name: string;
  readonly clauses: readonly { readonly attribute: keyof Visitor; readonly values: readonly string[] }[];
}

export interface Visitor {
  readonly id: string;
  readonly plan: string;
  readonly country: string;
  readonly role: string;
}

const VALUES = {
  plan: ['free', 'starter', 'pro', 'business', 'enterprise'],
  country: ['DE', 'US', 'FR', 'JP', 'BR', 'IN', 'GB', 'KE'],
  role: ['owner', 'admin', 'billing', 'member', 'guest'],
} as const;

export function flags(): readonly Flag[] {
  const random = seededRandom(3);
  return Array.from({ length: 50 }, (_, index) => ({
    name: `feature-${index}`,
    clauses: (['plan', 'country', 'role'] as const).map((attribute) => ({
      attribute,
      values: VALUES[attribute].filter(() => random() < 0.7),
    })),
  }));
}

export function visitors(): readonly Visitor[] {
  const random = seededRandom(5);
  const pick = (values: readonly string[]): string => values[Math.floor(random() * values.length)] ?? '';
  return Array.from({ length: 1_024 }, (_, index) => ({
    id: `acct_${index.toString(36)}`,
    plan: pick(VALUES.plan),
    country: pick(VALUES.country),
    role: pick(VALUES.role),
  }));
}

/** Asks about every flag for every visitor, and throws at the first answer that isn't the flag's own. */
export async function verifyFlags(isOn: (flag: string, visitor: number) => boolean | Promise<boolean>): Promise<void> {
  const everyone = visitors();
  for (const { name, clauses } of flags()) {
    for (const [index, visitor] of everyone.entries()) {
      const expected = clauses.every(({ attribute, values }) => values.includes(visitor[attribute]));
      strictEqual(await isOn(name, index), expected, `${name} for ${visitor.id}`);
    }
  }
}

/** Walks over all pairs of flag and visitor, in an order in which neither follows from the other. */
export function pairs(): () => readonly [flag: number, visitor: number] {
  let turn = 0;
  return () => {
    turn += 1;
    return [(turn * 7) % 50, turn & 1_023];
  };
}
