import type { Catalog } from '../catalog/catalog.ts';
import type { Granted } from '../catalog/terms.ts';
import { entry } from '../kernel/bounded.ts';
import type { Account } from '../observe/account.ts';

export interface GrantedUse {
  /** Granted features that were ever used; a granted connection counts as used once it is made. */
  readonly used: number;
  readonly granted: number;
}

/** How many of the features that an account was granted it has used. */
export function grantedUse(catalog: Catalog, has: Granted, account: Account): GrantedUse {
  let used = 0;
  let granted = 0;
  for (const feature of catalog.features.keys()) {
    if (lacks(has, feature)) continue;
    granted += 1;
    const isUsed = entry(account.features, feature) !== null || account.organisation.integrations.includes(feature);
    if (isUsed) used += 1;
  }
  return { used, granted };
}

/** Whether a feature is not among what was granted. */
export function lacks({ grants }: Granted, feature: string): boolean {
  return (grants.get(feature) ?? false) === false;
}
