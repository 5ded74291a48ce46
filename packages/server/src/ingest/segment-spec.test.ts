import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';
import { SEGMENT_TYPES } from './segment-message.ts';

type Message = Readonly<Record<string, unknown>>;

/** Segment's own examples and rules; where they are from is said beside them. */
const payloads = read('payloads') as readonly { page: string; heading: string; payload: Message }[];
const cases = read('validation-cases') as readonly { event: Message; ok: boolean }[];

let kairos: TestKairos;
beforeAll(async () => {
  kairos = await (await aKairos()).fresh();
});
afterAll(() => kairos.close());

describe("Segment's documentation", () => {
  it.each(payloads)(
    '$page, $heading: its example goes in where it says whom it is of',
    async ({ heading, payload }) => {
      const { status, body } = await kairos.api.ask('POST', `/v1/${callOf(heading, payload)}`, { body: payload });
      expect({ status, body }).toMatchObject(
        saysWhom(payload)
          ? { status: 200, body: { success: true } }
          : { status: 400, body: { code: 'invalid-request' } },
      );
    },
  );

  it('has one slip, a month of one digit, which is said', async () => {
    const batch = payloads.find(({ payload }) => payload['batch'] !== undefined)?.payload;
    const { body } = await kairos.api.ask('POST', '/v1/batch', { body: batch });
    const slip = {
      errors: [{ path: 'timestamp', message: expect.stringContaining('expected an ISO 8601 date and time') }],
    };
    expect(body).toMatchObject({
      rejected: [
        { index: 2, ...slip },
        { index: 3, ...slip },
      ],
    });
  });
});

describe("Segment's rules of what a message must have", () => {
  it.each(cases)('hold here: $event is fine: $ok', async ({ event, ok }) => {
    const { accepted, rejected } = await kairos.tell(event);
    expect({ accepted, issues: rejected.length }).toEqual(
      ok || isOfAnAccountAlone(event) ? { accepted: 1, issues: 0 } : { accepted: 0, issues: 1 },
    );
    for (const error of rejected.flatMap(({ errors }) => errors)) expect(error.message).toMatch(/^expected /);
  });
});

/** Ours goes further here: an account can be told of without a user. */
function isOfAnAccountAlone(event: Message): boolean {
  return event['type'] === 'group' && event['groupId'] !== undefined;
}

/** Syntax is shown without a user, and one page still writes `user_id`. */
function saysWhom(payload: Message): boolean {
  return ['userId', 'anonymousId', 'groupId', 'batch'].some((key) => payload[key] !== undefined);
}

function callOf(heading: string, payload: Message): string {
  const said = payload['type'] ?? payload['action'] ?? heading.toLowerCase();
  if (payload['batch'] !== undefined) return 'batch';
  return SEGMENT_TYPES.find((type) => type === said) ?? 'identify';
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../testing/segment-spec/${name}.json`, import.meta.url), 'utf8'));
}
