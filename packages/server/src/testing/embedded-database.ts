import { existsSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WORKER_SCRIPT } from '../store/open-pglite.ts';
import { EmbeddedPostgres } from '../store/pglite/embedded-postgres.ts';

/** A data directory in which a PostgreSQL was made but nothing else happened: copied, which takes a tenth of making one. */
export async function newDataDirectory(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'kairos-data-'));
  cpSync(await template(), directory, { recursive: true });
  return directory;
}

/** Made once on this machine for each version of PGlite. Several test processes may make it at the same time; one of them is kept. */
async function template(): Promise<string> {
  const place = join(tmpdir(), `kairos-template-${pgliteVersion()}`);
  if (existsSync(place)) return place;
  const directory = mkdtempSync(join(tmpdir(), 'kairos-template-new-'));
  const embedded = await EmbeddedPostgres.start({ directory, script: WORKER_SCRIPT, bootMs: 120_000 }, 60_000);
  await embedded.close();
  try {
    renameSync(directory, place);
  } catch {
    rmSync(directory, { recursive: true, force: true }); // another was first
  }
  return place;
}

function pgliteVersion(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(dirname(main), '..', 'package.json'), 'utf8'),
  );
  return version;
}
