import { expect, test } from 'vitest';
import { takeCode } from './redeem-code.ts';

test('the code is taken out of the address, and nothing else', () => {
  const url = new URL('http://localhost:4400/console/?days=7&code=abc#top');
  expect(takeCode(url)).toEqual({ code: 'abc', rest: '/console/?days=7#top' });
});

test('an address without a code stays as it is', () => {
  expect(takeCode(new URL('http://localhost:4400/console/accounts'))).toEqual({
    code: null,
    rest: '/console/accounts',
  });
});
