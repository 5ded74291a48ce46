import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret key that this folder's demo is run with: made on the first start, for its owner's eyes alone. */
export function demoKey(directory: string): string {
  const file = path.join(directory, 'demo-key');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const key = `sk_test_${randomBytes(24).toString('base64url')}`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
