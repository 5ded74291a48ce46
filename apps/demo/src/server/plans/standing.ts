import type { KairosUsage } from '../kairos/kairos-answers.ts';
import type { KairosApi } from '../kairos/kairos-api.ts';
import { findPlan, type MeterId, PLAN_LADDER, type PlanRung } from './plan-ladder.ts';

/** Where a company stands with Ledgerly: its plan, and how much of it is used. */
export interface Standing {
  readonly plan: PlanRung;
  readonly interval: 'month' | 'year';
  /** Epoch milliseconds; null where nothing is billed. */
  readonly renewsAt: number | null;
  /** A step down that waits for the end of what is paid for. */
  readonly pending: { readonly plan: PlanRung; readonly at: number } | null;
  readonly usage: Readonly<Record<MeterId, KairosUsage>>;
}

/** Asks Kairos where a company stands; null when Kairos doesn't answer: the page is then drawn without. */
export async function readStanding(
  kairos: Pick<KairosApi, 'account'>,
  company: string,
  { report }: { readonly report: (error: unknown) => void },
): Promise<Standing | null> {
  try {
    const account = await kairos.account(company);
    const plan = findPlan(account?.subscription.plan ?? '') ?? PLAN_LADDER[0];
    if (plan === undefined) return null;
    const pendingPlan = findPlan(account?.subscription.pending?.plan ?? '');
    const pendingAt = account?.subscription.pending?.at;
    return {
      plan,
      interval: account?.subscription.interval ?? 'month',
      renewsAt: instantOf(account?.subscription.renewsAt),
      pending:
        pendingPlan === null || pendingAt === undefined ? null : { plan: pendingPlan, at: Date.parse(pendingAt) },
      usage: {
        invoices: account?.usage['invoices'] ?? unused(plan.limits.invoices),
        seats: account?.usage['seats'] ?? unused(plan.limits.seats),
      },
    };
  } catch (error) {
    report(error);
    return null;
  }
}

function instantOf(iso: string | null | undefined): number | null {
  return iso == null ? null : Date.parse(iso);
}

function unused(limit: number | null): KairosUsage {
  return { used: 0, limit, state: 'ok', remaining: limit, graceRemaining: 0, resetsAt: null };
}
