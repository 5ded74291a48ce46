import { newAccount } from '@kairos/engine';
import { describe, expect, it } from 'vitest';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { aWorld, time } from '../../../engine/src/testing/world.ts';
import { decodeAccount, encodeAccount } from './account-codec.ts';
import { bucketOf } from './bucket.ts';

const now = time('2026-03-10T12:00:00Z');

describe('the state of an account', () => {
  it('is read as it was written', () => {
    const account = aWorld({ now: '2026-03-10T12:00:00Z', config: ledgerly() })
      .account('acme')
      .sent('Invoice Sent', { times: 9 });
    account.decide({ session: 'monday' });
    expect(decodeAccount(encodeAccount(account.state), 'acme', now)).toEqual(account.state);
  });

  it('is a new one where nothing was written yet', () => {
    expect(decodeAccount('', 'acme', now)).toEqual(newAccount('acme', now));
  });

  it('is not guessed at where another version wrote it', () => {
    expect(() => decodeAccount('3:{}', 'acme', now)).toThrow(
      'the state of account "acme" has version 3, and this Kairos reads up to 2; was it written by a newer one?',
    );
    expect(() => decodeAccount('{}', 'acme', now)).toThrow('was it written by a newer one?');
  });

  it('is not written where it would be too large', () => {
    const account = { ...newAccount('acme', now), traits: { note: 'x'.repeat(262_144) } };
    expect(() => encodeAccount(account)).toThrow('at most 262144 are kept');
  });
});

describe('the bucket of an account', () => {
  it('is the same for ever: data was put where it says', () => {
    expect(['acme', 'umbra', '', '名前', '\uD83D\uDE00', 'x'.repeat(200)].map(bucketOf)).toEqual([
      175, 226, 197, 143, 184, 229,
    ]);
  });

  it('spreads accounts evenly', () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 25_600; index += 1) {
      const bucket = bucketOf(`account-${index}`);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    expect(counts.size).toBe(256);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });
});
