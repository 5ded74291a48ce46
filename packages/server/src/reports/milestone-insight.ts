import { type Account, type Instant, later, newAccount, type Program, toIso } from '@kairos/engine';
import { type GoalCurve, type GoalWatch, goalCurves, goalFigures, OTHER_SEGMENTS, predictHours } from '@kairos/measure';
import { decodeAccount } from '../log/account-codec.ts';
import type { WorkContext } from '../services.ts';
import type { Trx } from '../store/database.ts';
import type { MilestonesView } from '../wire/milestones.ts';
import { goalsOf, segmentOf } from './goals-of.ts';

const HOUR_MS = 3_600_000;
/** So many accounts are read at a time. */
const PAGE = 500;

/** How long accounts take to what they come for, by segment, and when one of them that is under way is likely there (S2.3). */
export async function milestoneInsight(
  trx: Trx,
  { environment, program, now }: WorkContext,
  { by, account }: { readonly by: string; readonly account: Account | null },
): Promise<MilestonesView> {
  const watches: GoalWatch[] = [];
  for await (const each of everyAccount(trx, environment, now)) watches.push(...watchesOf(program, each, { by, now }));
  const curves = goalCurves(watches);
  const names = new Map(goalsOf(program, newAccount('', now)).map(({ kind, id, name }) => [`${kind}:${id}`, name]));
  return {
    by,
    asOf: toIso(now),
    rows: curves.map((curve) => ({ ...goalFigures(curve), name: names.get(`${curve.kind}:${curve.id}`) ?? curve.id })),
    account: account === null ? null : underWay(program, account, { by, now, curves }),
    notes: NOTES,
  };
}

/** How long an account took to each goal, or has been on its way. News from before it was first seen count as reached at once. */
function watchesOf(
  program: Program,
  account: Account,
  { by, now }: { readonly by: string; readonly now: Instant },
): readonly GoalWatch[] {
  const segment = segmentOf(program, account, by);
  return goalsOf(program, account).map(({ kind, id, reachedAt }) => {
    const hours = Math.max(0, (reachedAt ?? now) - account.since) / HOUR_MS;
    return { segment, kind, id, hours, reached: reachedAt !== null };
  });
}

function underWay(
  program: Program,
  account: Account,
  { by, now, curves }: { readonly by: string; readonly now: Instant; readonly curves: readonly GoalCurve[] },
): NonNullable<MilestonesView['account']> {
  const own = segmentOf(program, account, by);
  const segment = curves.some((curve) => curve.segment === own) ? own : OTHER_SEGMENTS;
  const goals = goalsOf(program, account).map(({ kind, id, name, reachedAt }) => {
    const goal = { kind, id, name };
    if (reachedAt !== null) return { ...goal, reachedAt: toIso(reachedAt), window: null };
    const found = curves.find((each) => each.segment === segment && each.kind === kind && each.id === id);
    const hours = found === undefined ? null : predictHours(found.curve, (now - account.since) / HOUR_MS);
    const at = (each: number): string => toIso(later(account.since, each * HOUR_MS));
    const window =
      hours === null
        ? null
        : {
            from: at(hours.from),
            median: hours.median === null ? null : at(hours.median),
            to: hours.to === null ? null : at(hours.to),
          };
    return { ...goal, reachedAt: null, window };
  });
  return { id: account.id, segment, goals };
}

/** The accounts of an environment, a page at a time, in the order of their keys. */
async function* everyAccount(trx: Trx, environment: string, now: Instant): AsyncGenerator<Account> {
  let after: { readonly bucket: number; readonly account: string } | undefined = { bucket: -1, account: '' };
  while (after !== undefined) {
    const { bucket, account } = after;
    const rows: readonly { readonly bucket: number; readonly account: string; readonly state: string }[] = await trx
      .selectFrom('accounts')
      .select(['bucket', 'account', 'state'])
      .where('environment', '=', environment)
      .where('state', '!=', '')
      .where(({ eb, or, and }) =>
        or([eb('bucket', '>', bucket), and([eb('bucket', '=', bucket), eb('account', '>', account)])]),
      )
      .orderBy('bucket')
      .orderBy('account')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield decodeAccount(row.state, row.account, now);
    after = rows.length < PAGE ? undefined : rows.at(-1);
  }
}

/** How the figures are counted, said with them. */
const NOTES = [
  'Hours are counted from when the account was first seen. An account is in the segment that it belongs to now.',
  'Median and quartiles are Kaplan-Meier estimates: accounts that are not there yet count for as long as they were watched.',
  'The interval of a median is the 95% one of Brookmeyer and Crowley; an end is null where the data does not reach that far.',
  'A window is when a quarter, half and three quarters of those in the same segment got there, of those who took longer than this account already has.',
] as const;
