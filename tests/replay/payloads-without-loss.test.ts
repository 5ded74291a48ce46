import { readFileSync, rmSync } from 'node:fs';
import type { Fact } from '@kairos/engine';
import { createKairos } from '@kairos/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerly } from '../../packages/engine/src/testing/ledgerly.ts';
import { newDataDirectory } from '../../packages/server/src/testing/embedded-database.ts';
import { BAD_PAYLOADS, ODD_PAYLOADS, type Payload } from './odd-payloads.ts';
import { readLog } from './read-log.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const KEY = 'sk_test_payloads';

/** A message as it was sent, and how it is told apart. */
interface Sent {
  readonly what: string;
  readonly id: string;
  readonly message: Payload;
  readonly time?: string;
}

/** Every example of Segment's documentation that says whom it is of; where they are from is said beside them. */
const examples = readExamples();
const odd = ODD_PAYLOADS.map(({ payload, ...rest }, index): Sent => {
  const id = `odd-${index}`;
  return { ...rest, id, message: { ...payload, messageId: id } };
});

interface Ingested {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly {
    readonly index: number;
    readonly errors: readonly { readonly path: string; readonly message: string }[];
  }[];
}

let directory: string;
let answers: Readonly<Record<'examples' | 'odd' | 'again' | 'bad', Ingested>>;
let log: ReadonlyMap<string, Fact>;

beforeAll(async () => {
  directory = await newDataDirectory();
  const kairos = await createKairos({ database: { directory }, bootstrapKey: KEY, wallClock: () => Date.parse(NOW) });
  const ask = async (method: string, path: string, body: unknown): Promise<Ingested> => {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
    const request = new Request(new URL(path, 'http://kairos.test'), { method, headers, body: JSON.stringify(body) });
    const response = await kairos.handler(request);
    return (await response.json()) as Ingested;
  };
  const send = (batch: readonly unknown[]): Promise<Ingested> => ask('POST', '/v1/batch', { batch });
  await ask('PUT', '/v1/config', ledgerly());
  answers = {
    examples: await send(examples.map(({ message }) => message)),
    odd: await send(odd.map(({ message }) => message)),
    again: await send([...examples, ...odd].map(({ message }) => message)),
    bad: await send(BAD_PAYLOADS.map(({ payload }) => payload)),
  };
  await kairos.close();
  log = new Map((await readLog(directory)).map(({ fact }) => [fact.id, fact]));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('what is sent', () => {
  it('is taken, but for the two examples of Segment’s whose month has one digit', () => {
    expect(answers.examples).toMatchObject({ accepted: 77, duplicates: 0 });
    expect(answers.examples.rejected.map(({ errors }) => errors.map(({ path }) => path))).toEqual([
      ['timestamp'],
      ['timestamp'],
    ]);
    expect(answers.odd).toEqual({ success: true, accepted: 11, duplicates: 0, rejected: [] });
    expect(log.size).toBe(88);
  });

  it('is not in the log at all where it was not taken', () => {
    const untaken = examples.filter(({ message }) => !isDate(message['timestamp']));
    expect(untaken.map(({ id }) => log.get(id))).toEqual([undefined, undefined]);
  });

  it('changes nothing when it is sent again', () => {
    expect(answers.again).toMatchObject({ accepted: 0, duplicates: 88 });
  });

  it.each(examples.filter(({ message }) => isDate(message['timestamp'])))('is in the log whole: $what', expectWhole);
  it.each(odd)('is in the log whole: $what', expectWhole);
});

describe('what can’t be taken', () => {
  it('is refused message by message', () => {
    expect(answers.bad).toMatchObject({ accepted: 0, duplicates: 0 });
    expect(answers.bad.rejected.map(({ index }) => index)).toEqual(BAD_PAYLOADS.map((_, index) => index));
  });

  it.each(BAD_PAYLOADS.map((bad, index) => ({ ...bad, index })))(
    'is told what is wrong: at "$path" of message $index',
    ({ index, path, says }) => {
      const { errors = [] } = answers.bad.rejected[index] ?? {};
      expect(errors[0]).toEqual({ path, message: expect.stringMatching(says) });
    },
  );
});

/** The message with everything that it told, in the log under its own id. */
function expectWhole({ id, message, time }: Sent): void {
  const at = time ?? message['timestamp'] ?? NOW;
  const context = message['context'] ?? {};
  expect(log.get(id)).toEqual({
    id,
    at: Date.parse(String(at)),
    ...(Object.keys(context).length === 0 ? {} : { context }),
    ...(isAhead(message) ? { originalTimestamp: message['timestamp'] } : {}),
    ...toldBy(message),
  });
}

/** What a message of its type tells, in the log's words. */
function toldBy(message: Payload): object {
  const user = String(message['userId'] || message['anonymousId']);
  const properties = message['properties'] ?? {};
  const traits = message['traits'] ?? {};
  switch (message['type']) {
    case 'track':
      return { kind: 'track', user, event: message['event'], properties };
    case 'page':
    case 'screen':
      return { kind: 'page', user, name: message['name'] ?? null, properties };
    case 'alias':
      return { kind: 'alias', user, previous: message['previousId'] };
    case 'group':
      return { kind: 'group', user: message['userId'] === undefined ? null : user, traits };
    default:
      return { kind: 'identify', user, traits };
  }
}

function isAhead({ timestamp }: Payload): boolean {
  return typeof timestamp === 'string' && Date.parse(timestamp) > Date.parse(NOW);
}

function isDate(timestamp: unknown): boolean {
  return timestamp === undefined || /^\d{4}-\d{2}-\d{2}T/.test(String(timestamp));
}

function readExamples(): readonly Sent[] {
  const place = '../../packages/server/src/testing/segment-spec/payloads.json';
  const read: readonly { readonly page: string; readonly heading: string; readonly payload: Payload }[] = JSON.parse(
    readFileSync(new URL(place, import.meta.url), 'utf8'),
  );
  return read
    .flatMap(({ page, heading, payload }) =>
      messagesIn(payload, heading).map((message) => ({ what: `${page}, ${heading}`, message })),
    )
    .filter(({ message }) => ['userId', 'anonymousId', 'groupId'].some((key) => message[key] !== undefined))
    .map(({ what, message }, index) => ({
      what,
      id: `example-${index}`,
      message: { ...message, messageId: `example-${index}` },
    }));
}

/** The messages of an example, with their type: a batch has several, and gives each its context; a page about one call may leave its type out. */
function messagesIn(payload: Payload, heading: string): readonly Payload[] {
  const { batch, context } = payload;
  if (Array.isArray(batch))
    return (batch as readonly Payload[]).map((item) => ({
      ...item,
      context: { ...(context as Payload), ...(item['context'] as Payload) },
    }));
  const calls = ['track', 'group', 'page', 'screen', 'alias'];
  const type =
    payload['type'] ?? payload['action'] ?? calls.find((call) => call === heading.toLowerCase()) ?? 'identify';
  return [{ ...payload, type }];
}
