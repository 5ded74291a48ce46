import path from 'node:path';
import type { Issue, Result } from '@kairos/engine';

/** What the process is told by its environment variables. */
export interface Settings {
  readonly port: number;
  readonly database: { readonly url: string } | { readonly directory: string };
  readonly bootstrapKey: string | null;
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const DEFAULT_PORT = 4400;
export const DEFAULT_DATA_DIRECTORY = '.kairos';
const DEFAULT_LOG_LEVEL = 'info';

/** Reads `PORT`, `DATABASE_URL`, `KAIROS_DATA`, `KAIROS_BOOTSTRAP_KEY` and `LOG_LEVEL`; everything that is wrong with them at once. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Result<Settings> {
  const issues: Issue[] = [];
  const port = variables['PORT'] === undefined || variables['PORT'] === '' ? DEFAULT_PORT : Number(variables['PORT']);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    issues.push({ path: 'PORT', message: `expected a port from 0 to 65535, got "${variables['PORT']}"` });
  }
  const url = variables['DATABASE_URL'] || null;
  if (url !== null && !/^postgres(?:ql)?:\/\/./.test(url)) {
    issues.push({
      path: 'DATABASE_URL',
      message: 'expected the address of a PostgreSQL: postgresql://user:password@host:5432/name',
    });
  }
  const key = variables['KAIROS_BOOTSTRAP_KEY'] || null;
  if (key !== null && !/^sk_(?:live|test)_[\w-]{8,}$/.test(key)) {
    issues.push({
      path: 'KAIROS_BOOTSTRAP_KEY',
      message: 'expected sk_test_… or sk_live_…, with at least 8 letters or digits after the prefix',
    });
  }
  const level = variables['LOG_LEVEL'] || DEFAULT_LOG_LEVEL;
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (logLevel === undefined) {
    issues.push({ path: 'LOG_LEVEL', message: `expected one of ${LOG_LEVELS.join(', ')}, got "${level}"` });
  }
  if (issues.length > 0 || logLevel === undefined) return { ok: false, issues };
  const directory = path.resolve(variables['KAIROS_DATA'] || DEFAULT_DATA_DIRECTORY);
  return { ok: true, value: { port, database: url === null ? { directory } : { url }, bootstrapKey: key, logLevel } };
}
