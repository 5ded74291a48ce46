import type { Instant } from '@kairos/engine';
import { newId } from '../ids.ts';
import { type Keyset, olderThan } from '../store/keyset.ts';
import type { Trx } from '../store/database.ts';
import type { AuditTable } from '../store/schema.ts';
import type { Actor } from './actor.ts';

/** Everything of which it is kept who did it. */
export const AUDIT_ACTIONS = [
  'environment.create',
  'key.create',
  'key.revoke',
  'config.put',
  'config.activate',
  'subscription.set',
  'clock.set',
  'clock.advance',
  'account.erase',
  'user.erase',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** A change, as it is told to the audit log of the environment that it was made in. */
export interface Change {
  readonly environment: string;
  /** By the wall clock, also in an environment with a clock of its own. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly action: AuditAction;
  /** What was changed, by its id or version; null where it is the environment itself. */
  readonly subject: string | null;
  /** The account that it was about: what is kept of it goes when the account is erased. */
  readonly account?: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** Notes a change in the transaction that makes it: there is no change without its entry, and no entry without its change. */
export async function recordChange(trx: Trx, change: Change): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      environment: change.environment,
      id: newId('aud'),
      at: change.at,
      actor_kind: change.actor.kind,
      actor_id: change.actor.id,
      actor_hint: change.actor.hint,
      action: change.action,
      subject: change.subject,
      account: change.account ?? null,
      detail: JSON.stringify(change.detail),
    })
    .execute();
}

/** What was changed in an environment, the latest first. */
export function auditOf(
  trx: Trx,
  environment: string,
  { limit, before }: { readonly limit: number; readonly before: Keyset | null },
): Promise<readonly AuditTable[]> {
  return trx
    .selectFrom('audit')
    .selectAll()
    .where('environment', '=', environment)
    .where(olderThan('at', before))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
