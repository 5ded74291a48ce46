/** How many buckets account data is spread over; the bucket is the distribution column of a distributed store. Never changes. */
export const BUCKETS = 256;

/** The bucket of an account or user id: FNV-1a over its UTF-16 code units, the same in every process and version. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}
