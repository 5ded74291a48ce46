import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/** What the pages of an app are made from; when none of it changed since they were built, they stand. */
const SHARED_SOURCES = ['packages/client/src', 'packages/elements/src', 'package-lock.json'];

/** Builds the pages of an app into a folder, unless they are up to date. */
export async function buildPages({
  root,
  app,
  into,
}: {
  readonly root: string;
  readonly app: string;
  readonly into: string;
}): Promise<void> {
  const stamp = path.join(root, into, '.built');
  const sources = [`${app}/src`, `${app}/index.html`, `${app}/vite.config.ts`, ...SHARED_SOURCES].map((source) =>
    path.join(root, source),
  );
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (sources.every((source) => newestIn(source) < builtAt)) return;
  const directory = path.join(root, app);
  await build({ root: directory, configFile: path.join(directory, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, '');
}

function newestIn(source: string): number {
  if (!existsSync(source)) return 0;
  const stats = statSync(source);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(source).reduce(
    (newest, name) => Math.max(newest, newestIn(path.join(source, name))),
    stats.mtimeMs,
  );
}
