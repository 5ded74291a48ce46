import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal, type RefusalCase } from '../testing/refusal-case.ts';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

let kairos: TestKairos;
beforeAll(async () => {
  kairos = await aKairos();
});
afterAll(() => kairos.close());

const KB = 1024;
const track = { userId: 'ana', event: 'Invoice Sent' };
const thousand = Array.from({ length: 1_000 }, () => ({ type: 'track', ...track }));

const CASES: readonly RefusalCase[] = [
  [
    'an event that is cut short',
    'POST /v1/track',
    { body: '{"userId":' },
    '400 malformed-json',
    [],
    'the body is not valid JSON: ',
  ],
  ['no event at all', 'POST /v1/track', { body: '' }, '400 malformed-json', [], 'the body is not valid JSON: '],
  [
    'gzip that is none',
    'POST /v1/track',
    { body: '{}', headers: { 'content-encoding': 'gzip' } },
    '400 malformed-json',
    [],
    'not readable gzip, as its Content-Encoding says',
  ],
  [
    'an event over 32 KB',
    'POST /v1/track',
    { body: { ...track, properties: { note: 'x'.repeat(32 * KB) } } },
    '413 too-large',
    [],
    'larger than 32 KB; send less at a time',
  ],
  [
    'an event that unzips to more than 32 KB',
    'POST /v1/track',
    { body: gzipSync('x'.repeat(40 * KB)), headers: { 'content-encoding': 'gzip' } },
    '413 too-large',
    [],
    'larger than 32 KB',
  ],
  [
    'a batch over 500 KB',
    'POST /v1/batch',
    { body: { batch: [], note: 'x'.repeat(500 * KB) } },
    '413 too-large',
    [],
    'larger than 500 KB; send less at a time',
  ],
  [
    'a context that would be kept a thousand times',
    'POST /v1/batch',
    { body: { batch: thousand, context: { note: 'x'.repeat(20 * KB) } } },
    '413 too-large',
    [],
    'send fewer at a time, or less context',
  ],
  [
    'an event without a name',
    'POST /v1/track',
    { body: { userId: 'ana' } },
    '400 invalid-request',
    ['event'],
    'event: expected the name of what happened, such as "Invoice Sent"',
  ],
  [
    'a time that can not be read',
    'POST /v1/track',
    { body: { ...track, timestamp: 'yesterday' } },
    '400 invalid-request',
    ['timestamp'],
    'timestamp: expected an ISO 8601 date and time, such as "2026-03-01T09:00:00Z"',
  ],
  [
    'a time on no calendar',
    'POST /v1/track',
    { body: { ...track, timestamp: '2026-02-30T00:00:00Z' } },
    '400 invalid-request',
    ['timestamp'],
    'expected an ISO 8601',
  ],
  [
    'nobody and no account',
    'POST /v1/track',
    { body: { event: 'Invoice Sent' } },
    '400 invalid-request',
    [''],
    'the message: expected a "userId" or an "anonymousId", or an account in "context.groupId" or "groupId"',
  ],
  [
    'an account in our own name space',
    'POST /v1/track',
    { body: { ...track, context: { groupId: '~ana' } } },
    '400 invalid-request',
    ['context.groupId'],
    'can\'t begin with "~"',
  ],
  [
    'several things at once',
    'POST /v1/track',
    { body: { userId: {}, event: ' ', timestamp: 5 } },
    '400 invalid-request',
    ['userId', 'timestamp', ''],
    'userId: expected a text',
  ],
  [
    'a batch that is none',
    'POST /v1/batch',
    { body: { batch: {} } },
    '400 invalid-request',
    ['batch'],
    'batch: expected a list of messages',
  ],
];

describe('a message with problems', () => {
  it.each(CASES)('is refused: %s, saying what to do', (...refusal) => expectRefusal(kairos, refusal));

  it('is rejected alone where it is a hundred thousand levels deep', async () => {
    const body = `{"batch":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`;
    expect((await kairos.api.ask('POST', '/v1/batch', { body })).body).toMatchObject({
      accepted: 0,
      rejected: [{ index: 0, errors: [{ message: 'expected at most 100 levels of nesting' }] }],
    });
  });

  it('never sinks the rest of its batch', async () => {
    const fresh = await kairos.fresh();
    const answer = await fresh.tell(
      fresh.track('Invoice Sent', { userId: 'ana', context: { groupId: 'acme' } }),
      fresh.track('Invoice Sent', { messageId: 'large', userId: 'ana', properties: { note: 'x'.repeat(32 * KB) } }),
      { type: 'track', messageId: 'when', event: 'Invoice Sent', userId: 'ana', timestamp: 'soon' },
      { type: 'event', messageId: 'what', userId: 'ana' },
      { type: 'track', messageId: 'who', event: 'Invoice Sent' },
      { type: 'track', messageId: 'where', event: 'Invoice Sent', userId: 'ana', context: 'here' },
      fresh.track('Invoice Sent', { messageId: 'deep', userId: 'ana', properties: nested(101) }),
      fresh.track('Invoice Sent', { userId: 'ana', context: { groupId: 'acme' } }),
    );
    expect(answer).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(answer.rejected.map(({ index, messageId, errors }) => [index, messageId, errors[0]?.path])).toEqual([
      [1, 'large', ''],
      [2, 'when', 'timestamp'],
      [3, 'what', 'type'],
      [4, 'who', ''],
      [5, 'where', 'context'],
      [6, 'deep', ''],
    ]);
    expect(answer.rejected[0]?.errors[0]?.message).toMatch(/^expected at most 32768 bytes, got 32\d{3}$/);
    expect(await fresh.used()).toBe(2);
  });
});

function nested(levels: number): unknown {
  return levels === 0 ? 'here' : { deeper: nested(levels - 1) };
}
