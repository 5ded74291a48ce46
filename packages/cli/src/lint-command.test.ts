import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ledgerly } from '../../engine/src/testing/ledgerly.ts';

// Each starts a process; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = join(import.meta.dirname, 'main.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kairos-lint-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** `kairos lint` of a file of this name and content. */
function lint(name: string, content?: string): Promise<Ran> {
  const file = join(folder, name);
  if (content !== undefined) writeFileSync(file, content);
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@kairos/source', MAIN, 'lint', file], (error, output, errors) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : 0,
        output: output.replaceAll(file, name),
        errors: errors.replaceAll(file, name),
      }),
    );
  });
}

const message = {
  done: 'This feature is available on the Pro plan.',
  near: 'You came to {{ feature.name }}.',
  unlock: 'You have {{ unlocks }}.',
  action: 'Upgrade now',
  reassurance: 'Cancel any time.',
};

describe('kairos lint', () => {
  it('tells everything that is wrong and all that is advised against, with exit code 1 (S0.14)', async () => {
    const config = ledgerly({ plays: [{ id: 'p', trigger: ['gate.discovered'], message }] });
    const { code, output } = await lint('bad.json', JSON.stringify(config));
    expect(code).toBe(1);
    expect(output.split('\n').filter((line) => /^(?:error|warning|bad)/.test(line))).toEqual([
      'error  plays.0.message.done  copy.tier-headline',
      'warning  plays.0.message.action  copy.generic',
      'bad.json: 1 problem, 1 warning',
    ]);
  });

  it('leaves the exit code at 0 for warnings, and reads a module', async () => {
    const config = ledgerly({
      plays: [{ id: 'p', trigger: ['gate.discovered'], message: { ...message, done: 'You came here.' } }],
    });
    const { code, output } = await lint('good.ts', `export default ${JSON.stringify(config)} satisfies object;`);
    expect({ code, errors: output.match(/^error/gm) }).toEqual({ code: 0, errors: null });
    expect(output).toContain('warning  plays.0.message.action  copy.generic');
  });

  it('says why a file can’t be read', async () => {
    expect(await lint('nowhere.json')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('nowhere.json: ENOENT'),
    });
    expect(await lint('empty.mjs', 'export const config = {};')).toEqual({
      code: 1,
      output: '',
      errors: "Kairos can't read empty.mjs: it has no default export; export the config as one\n",
    });
  });
});
