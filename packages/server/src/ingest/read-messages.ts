import { type Instant, type Issue, isObject, type Json, parseInstant } from '@kairos/engine';
import { MAX_ID_LENGTH, newId } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import { MAX_MESSAGE_BYTES, readSegmentMessage, type SegmentMessage, type SegmentType } from './segment-message.ts';

/** Segment's own limit of a batch. */
export const MAX_BATCH_BYTES = 500 * 1024;
/** The context that a batch gives to each of its messages is kept with each: so much of it may come of one batch. */
const MAX_SHARED_BYTES = 16 * MAX_BATCH_BYTES;
/** What nests deeper than this is no event; and reading it would take more stack than there is. */
const MAX_LEVELS = 100;

/** A message of a batch that was not taken, by its place in the batch, with everything that is wrong with it. */
export interface Rejection {
  readonly index: number;
  readonly messageId: string | null;
  readonly errors: readonly Issue[];
}

/** What a body holds: messages to be written, and those that can't be. */
export interface ReadMessages {
  readonly messages: readonly SegmentMessage[];
  readonly rejected: readonly Rejection[];
}

/** Reads a body that is one message. A bad one is the request's own fault: `invalid-request`, with every issue. */
export function readOne(body: unknown, type: SegmentType, receivedAt: Instant): ReadMessages {
  const read = isDeeperThan(body, MAX_LEVELS)
    ? tooDeep
    : readSegmentMessage(body, { type, receivedAt, sentAt: sentAtOf(body), newMessageId });
  if (read.ok) return { messages: [read.value], rejected: [] };
  const first = read.issues[0];
  throw new KairosError('invalid-request', `${first?.path || 'the message'}: ${first?.message}`, {
    issues: read.issues,
  });
}

/** Reads a body that is a batch. A bad message of it is rejected alone, and never sinks the others. */
export function readBatch(body: unknown, receivedAt: Instant): ReadMessages {
  if (!isObject(body) || !Array.isArray(body['batch'])) {
    throw new KairosError('invalid-request', 'batch: expected a list of messages', {
      issues: [{ path: 'batch', message: 'expected a list of messages' }],
    });
  }
  const batch: readonly unknown[] = body['batch'];
  const shared = sharedContext(body, batch.length);
  const sentAt = sentAtOf(body);
  const messages: SegmentMessage[] = [];
  const rejected: Rejection[] = [];
  batch.forEach((item, index) => {
    const message = isObject(item) ? { ...item, context: inherit(item, shared) } : item;
    const read = bulkProblem(message) ?? readSegmentMessage(message, { type: null, receivedAt, sentAt, newMessageId });
    if (read.ok) messages.push(read.value);
    else rejected.push({ index, messageId: messageIdOf(item), errors: read.issues });
  });
  return { messages, rejected };
}

const newMessageId = (): string => newId('evt');

interface Refused {
  readonly ok: false;
  readonly issues: readonly Issue[];
}

function refused(message: string): Refused {
  return { ok: false, issues: [{ path: '', message }] };
}

const tooDeep = refused(`expected at most ${MAX_LEVELS} levels of nesting`);

function bulkProblem(message: unknown): Refused | null {
  if (isDeeperThan(message, MAX_LEVELS)) return tooDeep;
  const bytes = Buffer.byteLength(JSON.stringify(message) ?? '');
  return bytes > MAX_MESSAGE_BYTES ? refused(`expected at most ${MAX_MESSAGE_BYTES} bytes, got ${bytes}`) : null;
}

/** What the batch says of the surroundings of all its messages. */
function sharedContext(body: Json, count: number): Json {
  const { context } = body;
  if (!isObject(context) || isDeeperThan(context, MAX_LEVELS)) return {};
  const bytes = Buffer.byteLength(JSON.stringify(context)) * count;
  if (bytes > MAX_SHARED_BYTES) {
    throw new KairosError(
      'too-large',
      `the batch's context would be kept with each of its ${count} messages, ${bytes} bytes in all; send fewer at a time, or less context`,
    );
  }
  return context;
}

/** A message's own word on its context goes before the batch's; one that is no object is left, to be complained about. */
function inherit(item: Json, shared: Json): unknown {
  const own = item['context'] ?? {};
  return isObject(own) ? { ...shared, ...own } : own;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1));
}

function messageIdOf(item: unknown): string | null {
  const id = isObject(item) ? item['messageId'] : null;
  return typeof id === 'string' ? id.slice(0, MAX_ID_LENGTH) : null;
}

function sentAtOf(body: unknown): Instant | null {
  return isObject(body) && typeof body['sentAt'] === 'string' ? parseInstant(body['sentAt']) : null;
}
