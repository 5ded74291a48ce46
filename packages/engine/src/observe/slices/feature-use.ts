import { entry, putBounded, rememberName } from '../../kernel/bounded.ts';
import type { Instant } from '../../kernel/instant.ts';

/** How a feature that the account has is used (S1.1, depth of adoption). */
export interface FeatureUse {
  readonly first: Instant;
  readonly last: Instant;
  readonly count: number;
  /** Distinct users, exact up to `MAX_USERS`, and from then on "at least". */
  readonly users: readonly string[];
}

export type FeatureUses = Readonly<Record<string, FeatureUse>>;

export const MAX_USERS = 8;
export const MAX_FEATURES = 60;

export function useFeature(
  uses: FeatureUses,
  feature: string,
  { at, user }: { readonly at: Instant; readonly user: string | null },
): FeatureUses {
  const known = entry(uses, feature);
  const users = user === null ? (known?.users ?? []) : rememberName(known?.users ?? [], user, MAX_USERS);
  const use: FeatureUse =
    known === null
      ? { first: at, last: at, count: 1, users }
      : {
          first: at < known.first ? at : known.first,
          last: at > known.last ? at : known.last,
          count: known.count + 1,
          users,
        };
  return putBounded(uses, feature, use, MAX_FEATURES);
}
