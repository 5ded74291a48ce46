import type { Instant } from '../../packages/engine/src/index.ts';
import { readSegmentMessage } from '../../packages/server/src/ingest/segment-message.ts';
import { bucketOf } from '../../packages/server/src/log/bucket.ts';
import type { TrackMessage } from './messages.ts';

/** Like the table that Kairos keeps facts in, with its key and index, and without its row-level security. */
export const BARE_TABLE = 'create table bare_facts (like facts including all)';

/** A plain bulk insert: a list for each column, unnested. */
export const BULK_INSERT = `insert into bare_facts (environment, bucket, account, id, kind, at, received_at, user_id, name, body)
  select 'env_0123456789abcdef0123456789abcdef', bucket, account, id, kind, at, $9::bigint, user_id, name, body
  from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[])
    as told (bucket, account, id, kind, at, user_id, name, body)`;

/** The very rows that Kairos writes for these messages, as the statement's lists. */
export function bulkInsertLists(messages: readonly TrackMessage[], at: number): readonly unknown[] {
  const rows = messages.map((message) => {
    const read = readSegmentMessage(message, {
      type: null,
      receivedAt: at as Instant,
      sentAt: null,
      newMessageId: () => '',
    });
    if (!read.ok) throw new Error(`a message of the benchmark can't be read: ${JSON.stringify(read.issues)}`);
    const { account, fact, user } = read.value;
    return { bucket: bucketOf(account ?? ''), account, user, name: message.event, fact };
  });
  return [
    rows.map((row) => row.bucket),
    rows.map((row) => row.account),
    rows.map((row) => row.fact.id),
    rows.map((row) => row.fact.kind),
    rows.map((row) => row.fact.at),
    rows.map((row) => row.user),
    rows.map((row) => row.name),
    rows.map((row) => JSON.stringify(row.fact)),
    at,
  ];
}
