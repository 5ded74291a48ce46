import { hashSecret, newSecret } from '../ids.ts';
import type { Database } from '../store/database.ts';
import { type Environment, toEnvironment } from './environments.ts';

/** A console sign-in lasts this long. */
export const CONSOLE_SESSION_SECONDS = 12 * 3600;

/** Codes that sign a browser in to the console once: for a link that is printed when the process starts. */
export class ConsoleCodes {
  readonly #environments = new Map<string, string>();

  /** Makes a code for one environment. */
  issue(environment: Environment): string {
    const code = newSecret();
    this.#environments.set(hashSecret(code), environment.id);
    return code;
  }

  /** Takes a code: its environment, or null when it was never given out or was used before. */
  redeem(code: string): string | null {
    const hash = hashSecret(code);
    const environment = this.#environments.get(hash) ?? null;
    this.#environments.delete(hash);
    return environment;
  }
}

/** Opens a session, and answers its secret: only the hash is kept. */
export async function openConsoleSession(database: Database, environment: string, nowMs: number): Promise<string> {
  const secret = newSecret();
  await database.transaction('system', (trx) =>
    trx
      .insertInto('console_sessions')
      .values({ hash: hashSecret(secret), environment, expires_at: nowMs + CONSOLE_SESSION_SECONDS * 1000 })
      .execute(),
  );
  return secret;
}

/** Whose session a secret opens; null when it is over, or never was. */
export async function findConsoleSession(
  database: Database,
  secret: string,
  nowMs: number,
): Promise<Environment | null> {
  const row = await database.transaction('system', (trx) =>
    trx
      .selectFrom('console_sessions')
      .innerJoin('environments', 'environments.id', 'console_sessions.environment')
      .selectAll('environments')
      .where('console_sessions.hash', '=', hashSecret(secret))
      .where('console_sessions.expires_at', '>', nowMs)
      .executeTakeFirst(),
  );
  return row === undefined ? null : toEnvironment(row);
}

export async function closeConsoleSession(database: Database, secret: string): Promise<void> {
  await database.transaction('system', (trx) =>
    trx.deleteFrom('console_sessions').where('hash', '=', hashSecret(secret)).execute(),
  );
}
