import { expect } from 'vitest';
import type { Method, Said } from './caller.ts';
import type { TestKairos } from './test-kairos.ts';

/** What is wrong; the request, its status and code; every path that is complained about; and what is said to be done. */
export type RefusalCase = readonly [
  what: string,
  request: `${Method} ${string}`,
  said: Said,
  refusal: `${number} ${string}`,
  paths: readonly string[],
  says: string,
];

/** Sends the request and expects the one clear message that it is refused with. */
export async function expectRefusal(
  kairos: TestKairos,
  [, request, said, refusal, paths, says]: RefusalCase,
): Promise<void> {
  const [method, path = ''] = request.split(' ');
  const [status, code] = refusal.split(' ');
  const problem = await kairos.api.refused(method as Method, path, said);
  expect(problem).toMatchObject({ status: Number(status), code, type: `urn:kairos:problem:${code}` });
  expect(problem.errors.map((error) => error.path)).toEqual(paths);
  expect(problem.detail).toContain(says);
  expect(problem.requestId).toBe(problem.headers.get('x-request-id'));
  expect(problem.headers.get('content-type')).toBe('application/problem+json');
}
