import { expect, test } from 'vitest';
import { readSignInSearch } from './sign-in-search.ts';

test('the way on is a path of the console', () => {
  expect(readSignInSearch({ next: '/accounts?q=harb' })).toEqual({ next: '/accounts?q=harb' });
});

test('a way that leads out of the console, or back to signing in, is no way on', () => {
  for (const next of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in', '', 7]) {
    expect(readSignInSearch({ next })).toEqual({});
  }
});
