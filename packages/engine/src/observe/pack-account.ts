import type { Instant } from '../kernel/instant.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { type Account, NEW_MEMBER, newAccount, type Signal, type Touch } from './account.ts';
import { UNUSED } from './meter.ts';
import { signalId } from './signal-id.ts';
import { supersede } from './supersede.ts';

/**
 * An account's state as it is kept. What is as it was in the beginning is left out, so that a typical state is a few hundred bytes,
 * and one that was kept before the state had some part reads as if of that part nothing had happened yet.
 */
export function packAccount(account: Account): Json {
  const { id: _id, ...kept } = account;
  return pack(
    { ...kept, signals: account.signals.map(withoutDerived), touches: account.touches.map(withoutRepeated) },
    ACCOUNT,
  ) as Json;
}

/** What follows from the rest of a signal, or of all of them, is not kept. */
function withoutDerived(signal: Signal): Json {
  const { id: _id, supersededBy: _by, ...kept } = signal;
  return kept;
}

/** A touch that has taken no step since changed when it was offered. */
function withoutRepeated(touch: Touch): Json {
  const { changedAt, ...kept } = touch;
  return changedAt === touch.offeredAt ? kept : { ...kept, changedAt };
}

/** The state that was packed. */
export function unpackAccount(kept: Json, id: string): Account {
  const account = unpack(kept, ACCOUNT) as Account;
  const signals = account.signals.map((signal) => ({ ...signal, id: signalId(signal) }));
  const touches = account.touches.map((touch) => ({ ...touch, changedAt: touch.changedAt ?? touch.offeredAt }));
  return { ...account, id, signals: supersede(signals), touches };
}

/** How a part of the state begins, and which of its own parts are taken apart; or, that it is a list or record of parts alike; or a text for it. */
interface Shape {
  readonly empty?: Json;
  readonly parts?: Readonly<Record<string, Shape>>;
  readonly each?: Shape;
  readonly text?: { readonly write: (value: Json) => string; readonly read: (text: string) => unknown };
}

const BEGINNING = { ...newAccount('', 0 as Instant), since: null, seenAt: null } satisfies Json;
const PROGRESS: Shape = { each: { empty: { reachedAt: null } } };
const CALENDAR: Shape = {
  text: {
    write: ({ last, bits }) => `${String(last)}.${String(bits)}`,
    read: (text) => ({ last: Number(text.slice(0, text.indexOf('.'))), bits: text.slice(text.indexOf('.') + 1) }),
  },
};
const BLOCKED: Shape = { each: { empty: { items: [] } } };

const ACCOUNT: Shape = {
  empty: BEGINNING,
  parts: {
    subscription: { empty: { interval: 'month', seats: null, billedBy: 'kairos', pending: null } },
    members: { each: { empty: { ...NEW_MEMBER }, parts: { days: CALENDAR } } },
    meters: { each: { empty: { ...UNUSED, periodStart: null, periodEnd: null } } },
    activity: { empty: { ...BEGINNING.activity }, parts: { days: CALENDAR } },
    weeks: { empty: { past: [] } },
    features: { each: { empty: { users: [] } } },
    gates: { each: { empty: { users: [], dwellSeconds: 0, dwelledAt: null } } },
    workflows: PROGRESS,
    milestones: PROGRESS,
    outcomes: PROGRESS,
    intent: { empty: { ...BEGINNING.intent } },
    blocked: BLOCKED,
    rateLimits: BLOCKED,
    health: { empty: { ...BEGINNING.health } },
    organisation: { empty: { ...BEGINNING.organisation } },
    upgrade: { empty: { firstUses: {} } },
    signals: {
      each: {
        empty: {
          polarity: 'positive',
          subject: null,
          expiresAt: null,
          endedAt: null,
          group: null,
          rank: 0,
          supersededBy: null,
        },
      },
    },
    touches: { each: { empty: { step: 'offered', signal: null, session: null, reactive: false, shownAt: null } } },
  },
};

function pack(value: unknown, shape: Shape | undefined): unknown {
  if (shape === undefined) return value;
  if (shape.each !== undefined) return eachOf(value, (item) => pack(item, shape.each));
  if (!isObject(value)) return value;
  if (shape.text !== undefined) return shape.text.write(value);
  const kept: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (shape.empty === undefined || !(name in shape.empty) || !isAlike(part, shape.empty[name]))
      kept[name] = pack(part, shape.parts?.[name]);
  }
  return kept;
}

function unpack(kept: unknown, shape: Shape | undefined): unknown {
  if (shape === undefined) return kept;
  if (shape.each !== undefined) return eachOf(kept, (item) => unpack(item, shape.each));
  if (shape.text !== undefined && typeof kept === 'string') return shape.text.read(kept);
  if (!isObject(kept)) return kept;
  const parts = Object.entries(kept).map(([name, part]) => [name, unpack(part, shape.parts?.[name])]);
  return { ...shape.empty, ...Object.fromEntries(parts) };
}

function eachOf(value: unknown, change: (item: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item)]));
}

function isAlike(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) return Array.isArray(right) && left.length === 0 && right.length === 0;
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isAlike(left[name], right[name]))
  );
}
