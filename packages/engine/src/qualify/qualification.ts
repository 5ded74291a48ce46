import type { Catalog } from '../catalog/catalog.ts';
import { activeSignals } from '../detect/detect.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account, Signal } from '../observe/account.ts';
import { grantedTo } from '../observe/granted.ts';
import { budget } from './budget.ts';
import { engagement } from './engagement-score.ts';
import { complaint, declining, downgrade, payment, tickets } from './health-rules.ts';
import { limitFills } from './limit-fill.ts';
import { need } from './need.ts';
import { onboarding } from './onboarding.ts';
import { adoption } from './plan-use.ts';
import { value } from './proof-of-value.ts';
import type { QualificationSight, RuleVerdict } from './qualification-rule.ts';

/**
 * Whether an account is ready for an offer: every rule, in the order of `QUALIFICATION_RULES`, whether the one before it passed or not
 * (S0.5, S1.3-S1.6, S2.61, S3.34, S4.11, S4.16, S4.17). It is ready when all pass. `signal`: what the offer answers; left out, the account
 * is judged as such. `forPeople`: whether the offer costs people's time.
 */
export function qualify(
  catalog: Catalog,
  account: Account,
  {
    at,
    signal = null,
    forPeople = false,
  }: { readonly at: Instant; readonly signal?: Signal | null; readonly forPeople?: boolean },
): readonly RuleVerdict[] {
  const sight = sightOf(catalog, account, at);
  return [
    adoption(sight),
    engagement(sight),
    value(sight),
    need(sight, signal),
    budget(sight, forPeople),
    declining(sight),
    tickets(sight),
    complaint(sight),
    payment(sight),
    downgrade(sight),
    onboarding(sight),
  ];
}

/** What qualification looks at, read once. */
export function sightOf(catalog: Catalog, account: Account, at: Instant): QualificationSight {
  return {
    catalog,
    account,
    at,
    granted: grantedTo(catalog, account),
    settings: catalog.config.qualification,
    limits: limitFills(catalog, account, at),
    signals: activeSignals(account, at),
  };
}
