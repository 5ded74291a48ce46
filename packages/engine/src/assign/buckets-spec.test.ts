import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bucketOf, bucketSeed } from '../kernel/bucket.ts';
import { aCatalog, NOW, variantsOf } from './testing/a-catalog.ts';
import { assign } from './assign.ts';

/** `spec/buckets.json`: what every implementation in every language comes to. These values never change. */

interface Spec {
  readonly buckets: readonly { readonly seed: string; readonly id: string; readonly bucket: number }[];
  readonly config: Parameters<typeof aCatalog>[0];
  readonly assignments: readonly {
    readonly account: string;
    readonly heldOut: boolean;
    readonly variants: Readonly<Record<string, string>>;
  }[];
}

const SPEC: Spec = JSON.parse(readFileSync(new URL('../../../../spec/buckets.json', import.meta.url), 'utf8'));

describe('an account stays where it is', () => {
  it.each(SPEC.buckets)('"$id" under "$seed" is in bucket $bucket', ({ seed, id, bucket }) => {
    expect(bucketOf(bucketSeed(seed), id)).toBe(bucket);
  });

  const catalog = aCatalog(SPEC.config);
  it.each(SPEC.assignments)('"$account" is in $variants', ({ account, heldOut, variants }) => {
    expect(assign(catalog, account, NOW).heldOut).toBe(heldOut);
    expect(variantsOf(catalog, account)).toEqual(variants);
  });
});
