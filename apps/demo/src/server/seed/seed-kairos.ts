import config from '../../../kairos.config.ts';
import type { KairosApi } from '../kairos/kairos-api.ts';
import { monthStart } from '../site/month-start.ts';
import type { Store } from '../store/open-store.ts';
import { backfill, type BackfillResult } from './backfill.ts';
import { FICTIONAL_COMPANIES, type FictionalCompany, slugOf } from './fictional-companies.ts';
import { liveStories } from './live-stories.ts';

/**
 * Brings Kairos up to what Ledgerly knows: its config, its customers and their past. Safe on every start: what is there already is
 * left alone, and nobody is upgraded twice.
 */
export async function seedKairos(
  kairos: KairosApi,
  { store, now, history }: { readonly store: Store; readonly now: number; readonly history: boolean },
): Promise<BackfillResult> {
  await kairos.send('PUT', '/v1/config', config);
  if (history) await recordHeldPlans(kairos, now);
  const result = await backfill(store, kairos);
  if (history) await liveStories(kairos);
  return result;
}

/** Before anything else is said of them, so that their past is measured against the plan that they had. */
async function recordHeldPlans(kairos: KairosApi, now: number): Promise<void> {
  for (const company of FICTIONAL_COMPANIES) {
    const account = slugOf(company.name);
    if (company.heldPlan !== undefined && (await kairos.account(account)) === null) {
      await kairos.send('PUT', `/v1/accounts/${account}/subscription`, subscriptionOf(company, company.heldPlan, now));
    }
  }
}

function subscriptionOf(
  company: FictionalCompany,
  held: NonNullable<FictionalCompany['heldPlan']>,
  now: number,
): object {
  const startedAt = monthStart(now, -company.earlierMonths.length);
  const renewsAt = monthStart(now, held.interval === 'month' ? 1 : 12 - company.earlierMonths.length);
  return {
    plan: held.plan,
    interval: held.interval,
    startedAt: new Date(startedAt).toISOString(),
    renewsAt: new Date(renewsAt).toISOString(),
  };
}
