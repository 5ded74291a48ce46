import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** Who is signed in, by the random id that their cookie holds. */
export interface Sessions {
  readonly add: (session: { readonly id: string; readonly person: string; readonly expiresAt: number }) => void;
  /** The person of a session that still holds at an instant. */
  readonly personOf: (id: string, at: number) => string | null;
  readonly remove: (id: string) => void;
}

const sessionRow = z.object({ person: z.string() });

export function sessionsIn(database: DatabaseSync): Sessions {
  const insert = database.prepare('insert into sessions (id, person, expires_at) values (?, ?, ?)');
  const select = database.prepare('select person from sessions where id = ? and expires_at > ?');
  const remove = database.prepare('delete from sessions where id = ?');
  return {
    add: ({ id, person, expiresAt }) => void insert.run(id, person, expiresAt),
    personOf: (id, at) => sessionRow.optional().parse(select.get(id, at))?.person ?? null,
    remove: (id) => void remove.run(id),
  };
}
