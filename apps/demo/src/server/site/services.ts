import type { Entitlements } from '../kairos/entitlements.ts';
import type { KairosApi } from '../kairos/kairos-api.ts';
import type { Tracking } from '../kairos/tracking.ts';
import type { TokenIssuer } from '../kairos/user-token.ts';
import type { Company, Person } from '../store/companies.ts';
import type { Store } from '../store/open-store.ts';
import type { WebAssets } from './web-assets.ts';

/** Everything that Ledgerly's routes work with. */
export interface Services {
  readonly store: Store;
  readonly kairos: KairosApi;
  readonly entitlements: Entitlements;
  readonly tracking: Tracking;
  readonly issuer: TokenIssuer;
  readonly site: Site;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** Takes note of a fault that the visitor's request survived. */
  readonly report: (error: unknown) => void;
}

/** What every page carries. */
export interface Site {
  readonly assets: WebAssets;
  readonly kairosUrl: string;
  readonly publishableKey: string;
  /** Where the ribbon's link to Kairos' console leads; null for no link. */
  readonly consoleUrl: string | null;
}

/** Who is looking. */
export interface Visitor {
  readonly person: Person;
  readonly company: Company;
  /** Whoever of the company can change its plan. */
  readonly owner: Person;
}

/** The variables of a request by somebody who is signed in. */
export interface SignedIn {
  readonly Variables: { readonly visitor: Visitor };
}
