import {
  type Fact,
  type Instant,
  type Issue,
  isObject,
  type Json,
  later,
  parseInstant,
  type Result,
} from '@kairos/engine';
import { isId, MAX_ID_LENGTH, RESERVED_PREFIX } from '../ids.ts';

/** The calls of Segment's HTTP tracking API. */
export const SEGMENT_TYPES = ['track', 'identify', 'group', 'page', 'screen', 'alias'] as const;
export type SegmentType = (typeof SEGMENT_TYPES)[number];

/** A Segment message that was read: what it tells, and whom of. */
export interface SegmentMessage {
  readonly messageId: string;
  readonly user: string | null;
  /** The account as the message itself names it; null: it is the one that the user last joined. */
  readonly account: string | null;
  /** Whether it puts the user into the account (Segment: group). */
  readonly joins: boolean;
  readonly fact: Fact;
}

export interface Reception {
  readonly type: SegmentType | null;
  readonly receivedAt: Instant;
  /** When the client sent the request, by its own clock; null when it did not say. */
  readonly sentAt: Instant | null;
  /** The id for a message that brought none. */
  readonly newMessageId: () => string;
}

/** A message or any one of its texts is at most this long, in bytes of JSON (Segment's own limit). */
export const MAX_MESSAGE_BYTES = 32 * 1024;
const MAX_AHEAD_MS = 60 * 60 * 1000;

/**
 * Reads one message of Segment's HTTP tracking API, in any of the ways its official clients write it. The time is the `timestamp`,
 * corrected by the client's own clock where `sentAt` tells it; one more than an hour ahead is taken as received now.
 */
export function readSegmentMessage(input: unknown, reception: Reception): Result<SegmentMessage> {
  if (!isObject(input)) return failed('', 'expected an object');
  const issues: Issue[] = [];
  const type = reception.type ?? readType(input, issues);
  const messageId = readId(input, 'messageId', issues) ?? reception.newMessageId();
  const user = readId(input, 'userId', issues) ?? readId(input, 'anonymousId', issues);
  const account = readAccount(type, input, issues);
  const { at, kept } = readTime(input, reception, issues);
  if (user === null && account === null) {
    issues.push({
      path: '',
      message: 'expected a "userId" or an "anonymousId", or an account in "context.groupId" or "groupId"',
    });
  }
  if (type === null || issues.length > 0) return { ok: false, issues };
  const context = readObject(input, 'context', issues);
  const common = { id: messageId, at, ...kept, ...(Object.keys(context).length === 0 ? {} : { context }) };
  const fact = readFact(type, input, { common, user }, issues);
  if (fact === null || issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { messageId, user, account, joins: type === 'group', fact } };
}

function readFact(
  type: SegmentType,
  input: Json,
  {
    common,
    user,
  }: { readonly common: Pick<Fact, 'id' | 'at' | 'context' | 'originalTimestamp'>; readonly user: string | null },
  issues: Issue[],
): Fact | null {
  const properties = readObject(input, 'properties', issues);
  const traits = readObject(input, 'traits', issues);
  switch (type) {
    case 'track': {
      const event = input['event'];
      if (typeof event === 'string' && event.trim() !== '')
        return { kind: 'track', ...common, user, event: event.trim(), properties };
      issues.push({ path: 'event', message: 'expected the name of what happened, such as "Invoice Sent"' });
      return null;
    }
    case 'identify':
      if (user !== null) return { kind: 'identify', ...common, user, traits };
      issues.push({ path: 'userId', message: 'expected the id of the user' });
      return null;
    case 'group':
      if (readId(input, 'groupId', issues) !== null) return { kind: 'group', ...common, user, traits };
      issues.push({ path: 'groupId', message: 'expected the id of the account' });
      return null;
    case 'page':
    case 'screen': {
      const name = input['name'];
      return { kind: 'page', ...common, user, name: typeof name === 'string' ? name : null, properties };
    }
    case 'alias': {
      const previous = readId(input, 'previousId', issues);
      if (user !== null && previous !== null) return { kind: 'alias', ...common, user, previous };
      issues.push({ path: 'previousId', message: 'expected the id that the user had before, beside "userId"' });
      return null;
    }
  }
}

function readType(input: Json, issues: Issue[]): SegmentType | null {
  const type = SEGMENT_TYPES.find((each) => each === input['type']);
  if (type !== undefined) return type;
  issues.push({ path: 'type', message: `expected one of ${SEGMENT_TYPES.map((each) => `"${each}"`).join(', ')}` });
  return null;
}

/** Ids may be sent as numbers, as some clients do; they are kept as text. */
function readId(source: Json, key: string, issues: Issue[], path = key): string | null {
  const value = source[key];
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (isId(text)) return text;
  issues.push({
    path,
    message: `expected a text of at most ${MAX_ID_LENGTH} characters, without NUL or half of a surrogate pair`,
  });
  return null;
}

/** A call that joins an account says which; where its context names another, that is the one they were in. */
function readAccount(type: SegmentType | null, input: Json, issues: Issue[]): string | null {
  const context = input['context'];
  const inContext =
    type !== 'group' && isObject(context) ? readId(context, 'groupId', issues, 'context.groupId') : null;
  const account = inContext ?? readId(input, 'groupId', issues);
  if (account?.startsWith(RESERVED_PREFIX)) {
    issues.push({
      path: inContext === null ? 'groupId' : 'context.groupId',
      message: `an account's id can't begin with "${RESERVED_PREFIX}"`,
    });
  }
  return account;
}

/** Under which the time stands: RudderStack's clients, which speak the same otherwise, write the second. */
const TIME_KEYS = ['timestamp', 'originalTimestamp'] as const;

/** When it happened; and the time as written, where it was not taken so. */
function readTime(
  input: Json,
  { receivedAt, sentAt }: Reception,
  issues: Issue[],
): { readonly at: Instant; readonly kept: { readonly originalTimestamp?: string } } {
  const path = TIME_KEYS.find((key) => input[key] !== undefined && input[key] !== null);
  if (path === undefined) return { at: receivedAt, kept: {} };
  const written = input[path];
  const timestamp = typeof written === 'string' ? parseInstant(written) : null;
  if (timestamp === null) {
    issues.push({ path, message: 'expected an ISO 8601 date and time, such as "2026-03-01T09:00:00Z"' });
    return { at: receivedAt, kept: {} };
  }
  const corrected = sentAt === null ? timestamp : later(receivedAt, timestamp - sentAt);
  const at = corrected > receivedAt + MAX_AHEAD_MS ? receivedAt : corrected;
  return { at, kept: at === timestamp ? {} : { originalTimestamp: String(written) } };
}

function readObject(input: Json, key: string, issues: Issue[]): Json {
  const value = input[key];
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  issues.push({ path: key, message: 'expected an object' });
  return {};
}

function failed(path: string, message: string): Result<SegmentMessage> {
  return { ok: false, issues: [{ path, message }] };
}
