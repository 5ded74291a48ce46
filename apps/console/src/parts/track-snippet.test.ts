import { expect, test } from 'vitest';
import { configSnippet } from './config-snippet.ts';
import { trackSnippet } from './track-snippet.ts';

test('the command sends an event of one account with the environment’s own key', () => {
  expect(trackSnippet({ origin: 'http://localhost:4400', key: 'pk_test_1', event: 'Invoice Sent' })).toBe(
    [
      'curl http://localhost:4400/v1/track \\',
      "  -H 'Authorization: Bearer pk_test_1' \\",
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"userId":"user-1","event":"Invoice Sent","context":{"groupId":"first-account"}}'`,
    ].join('\n'),
  );
});

test('an apostrophe in the event’s name stays one for the shell', () => {
  expect(trackSnippet({ origin: '', key: '', event: "It's done" })).toContain(String.raw`It'\''s done`);
});

test('the first config is JSON as it stands', () => {
  const body = configSnippet('http://localhost:4400').split("-d '")[1]?.slice(0, -1) ?? '';
  expect(JSON.parse(body)).toMatchObject({ plans: [{ id: 'free' }, { id: 'pro' }] });
});
