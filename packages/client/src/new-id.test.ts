import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from './new-id.ts';

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a new id', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is a random UUID', () => {
    expect(newId()).toMatch(UUID_4);
    expect(newId()).not.toBe(newId());
  });

  it('is one too on a page without a secure context', () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    for (let index = 0; index < 50; index += 1) expect(newId()).toMatch(UUID_4);
  });
});
