import type { Catalog, Play } from '../catalog/catalog.ts';
import { type ConditionSet, compileConditions, holds, profileOf } from '../condition/condition-set.ts';
import { environmentOf } from '../condition/environment.ts';
import type { Schema, Value } from '../condition/schema.ts';
import { AccountSight } from '../detect/account-sight.ts';
import type { Sight } from '../detect/detector.ts';
import { type AccountSlot, text } from '../detect/vocabulary/account-slot.ts';
import { accountVocabulary } from '../detect/vocabulary/vocabulary.ts';
import { DAY_MS, type Instant } from '../kernel/instant.ts';
import { fail, ok, type Result } from '../kernel/issue.ts';
import type { Account } from '../observe/account.ts';
import { pass, refuse, type Verdict } from './trace.ts';

/** Whom a play is for: conditions over the account, and over who asks. By play; a play without one is for everybody. */
export type Audiences = ReadonlyMap<string, ConditionSet<AudienceSlot>>;

/** Who asks, beside the account. */
type AudienceSight = Sight & { readonly user: { readonly id: string; readonly role: string | null } };
type AudienceSlot = Omit<AccountSlot, 'read'> & { read(sight: AudienceSight, key: string): Value | undefined };

/** Compiles the audiences of a catalog's plays; when one can't be, every problem of all of them. */
export function compileAudiences(catalog: Catalog): Result<Audiences> {
  const asking = catalog.plays.flatMap(({ id, audience }, index) =>
    audience === undefined ? [] : [{ id, source: { path: `plays.${index}.audience`, text: audience } }],
  );
  if (asking.length === 0) return ok(new Map());
  const schema = audienceVocabulary(catalog);
  const environment = environmentOf(schema);
  const compiled = asking.map(({ id, source }) => ({ id, set: compileConditions([source], schema, environment) }));
  const issues = compiled.flatMap(({ set }) => (set.ok ? [] : set.issues));
  if (issues.length > 0) return fail(...issues);
  return ok(new Map(compiled.flatMap(({ id, set }) => (set.ok ? [[id, set.value]] : []))));
}

/** What an audience may ask for: all that is known of the account, and who asks. */
export function audienceVocabulary(catalog: Catalog): Schema<AudienceSlot> {
  const names = new Set(catalog.signals.map(({ id }) => id));
  const { fields } = accountVocabulary(catalog, { each: 'signal', names });
  const user = {
    fields: {
      id: asked('the id of the user who asks', ({ user: { id } }) => id),
      role: asked(
        'the role of the user who asks; missing where nobody said',
        ({ user: { role } }) => role ?? undefined,
      ),
    },
  };
  return { fields: { ...fields, user } };
}

function asked(about: string, read: (sight: AudienceSight) => string | undefined): AudienceSlot {
  return { ...text({ reads: [], read: () => undefined }, about, 'optional'), read };
}

interface Asker {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly audiences: Audiences;
  readonly request: { readonly user: string; readonly at: Instant };
  readonly role: string | null;
}

/** Whether a play is for this account and this user. */
export function askAudience({ catalog, account, audiences, request, role }: Asker, play: Play): Verdict {
  const early = play.kind === 'cross-sell' ? whyTooEarly(account, catalog.guardrails.crossSellDays, request.at) : null;
  if (early !== null) return refuse(early);
  const audience = audiences.get(play.id);
  if (audience === undefined) return pass('for everybody');
  const sight = new AccountSight({ catalog, peers: null }, { ...account, seenAt: request.at }, [
    ...catalog.meters.values(),
  ]);
  const asking: AudienceSight = Object.assign(sight, { user: { id: request.user, role } });
  const profile = profileOf(audience, ({ spec, key }) => spec.read(asking, key));
  const values = audience.slots.map(({ name, index }) => `${name} ${saysValue(profile.values[index])}`).join(', ');
  return holds(audience, 0, profile) ? pass(values) : refuse(`not for it: ${values}`);
}

function saysValue(value: Value | undefined): string {
  return value === undefined ? 'is missing' : Array.isArray(value) ? value.join(' ') : String(value);
}

/** Use of the core that lies further back than this is over. */
const RECENT_DAYS = 30;

/** S3.31: something of another kind is offered to those who have used the core for so long, and use it still; null: it is time. */
function whyTooEarly({ workflows, activity, since }: Account, days: number, at: Instant): string | null {
  const completed = Object.values(workflows);
  const firsts = completed.map(({ first }) => first);
  const begun = firsts.length === 0 ? since : Math.min(...firsts);
  const used = Math.floor((at - begun) / DAY_MS);
  if (used < days) return `${used} days of core use; something of another kind is offered from ${days} on`;
  const lasts = completed.map((each) => each.last / DAY_MS);
  const last = lasts.length === 0 ? (activity.days?.last ?? 0) : Math.max(...lasts);
  const idle = Math.floor(at / DAY_MS - last);
  return idle > RECENT_DAYS ? `the core was last used ${idle} days ago` : null;
}
