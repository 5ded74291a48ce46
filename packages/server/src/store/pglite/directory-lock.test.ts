import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryLock } from './directory-lock.ts';

describe('the lock of a data directory', () => {
  let directory: string;
  let holders: ChildProcess[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kairos-lock-'));
    holders = [];
  });
  afterEach(async () => {
    await Promise.all(holders.map(kill));
    rmSync(directory, { recursive: true, force: true });
  });
  const holdElsewhere = async (): Promise<ChildProcess> => {
    const { holder, held } = startHolder(directory);
    holders.push(holder);
    await held;
    return holder;
  };

  it('is refused to the same process a second time, until it is released', () => {
    const lock = DirectoryLock.acquire(directory);
    expect(() => DirectoryLock.acquire(directory)).toThrow(
      expect.objectContaining({ code: 'store-in-use', retryable: false }),
    );
    lock.release();
    DirectoryLock.acquire(directory).release();
  });

  it('makes the directory when there is none', () => {
    DirectoryLock.acquire(join(directory, 'not', 'yet')).release();
  });

  it('is refused while another process holds it, naming the directory, the process and what to do', async () => {
    const holder = await holdElsewhere();
    expect(() => DirectoryLock.acquire(directory)).toThrow(
      `the data directory ${directory} is in use by process ${holder.pid}; stop it first, or set KAIROS_DATA to another directory`,
    );
  });

  it('is free at once when its holder is killed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const holder = await holdElsewhere();
      await kill(holder);
      DirectoryLock.acquire(directory).release();
    }
  });
});

/** Another process that takes the lock and keeps it. */
function startHolder(directory: string): { readonly holder: ChildProcess; readonly held: Promise<unknown> } {
  const module = new URL('./directory-lock.ts', import.meta.url);
  const script = `import { DirectoryLock } from ${JSON.stringify(module.href)};
    globalThis.lock = DirectoryLock.acquire(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { holder, held: once(createInterface({ input: holder.stdout }), 'line') };
}

async function kill(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill('SIGKILL');
  await once(process, 'exit');
}
