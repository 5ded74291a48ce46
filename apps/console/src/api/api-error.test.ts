import { expect, test } from 'vitest';
import { isSignedOut, readProblem } from './api-error.ts';

const answer = (status: number, body: string): Response => new Response(body, { status });

test('a problem is read with its code, and its detail made a sentence', async () => {
  const problem = { code: 'not-found', detail: 'no account "x" in this environment', requestId: 'req_1' };
  const error = await readProblem(answer(404, JSON.stringify(problem)));
  expect(error).toMatchObject({ status: 404, code: 'not-found', requestId: 'req_1' });
  expect(error.message).toBe('No account "x" in this environment.');
});

test('an answer that is no problem document is told by its status', async () => {
  const error = await readProblem(answer(502, '<html>'));
  expect(error).toMatchObject({ status: 502, code: 'internal', requestId: null });
  expect(error.message).toBe('Kairos answered with status 502.');
});

test('a 401 means that nobody is signed in', async () => {
  expect(isSignedOut(await readProblem(answer(401, '')))).toBe(true);
  expect(isSignedOut(await readProblem(answer(403, '')))).toBe(false);
  expect(isSignedOut(new Error('else'))).toBe(false);
});
