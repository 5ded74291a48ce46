import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESET_NAMES } from '../../packages/engine/src/catalog/presets.ts';
import { SLOT_EXAMPLES } from '../../scripts/reference/condition-examples.ts';
import { anchor, code, jsonText } from '../../scripts/reference/markdown.ts';
import { stalePages, writePages } from '../../scripts/reference/reference-pages.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kairos-reference-'));
  writePages(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the generated reference', () => {
  it('is the same each time it is written', () => {
    expect(stalePages(folder)).toEqual([]);
  });

  it('tells of every signal, with an example that was run', () => {
    const text = page('signals.md');
    for (const name of PRESET_NAMES) expect(text).toContain(`\n### ${name}\n`);
    expect(text.match(/ Its evidence:\n\n```json\n\{/g)).toHaveLength(PRESET_NAMES.length);
  });

  it('has a condition for every slot, compiled, and none for a slot that is gone', () => {
    const text = page('conditions.md');
    const absent = Object.keys(SLOT_EXAMPLES).filter((name) => !text.includes(`| ${code(name)} |`));
    expect(absent).toEqual([]);
  });

  it('leads from its tables to headings that there are', () => {
    const text = page('signals.md');
    const headings = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? '')));
    const targets = [...text.matchAll(/\]\((#[^)]+)\)/g)].map(([, target]) => target ?? '');
    expect(targets.length).toBeGreaterThan(30);
    expect(targets.filter((target) => !headings.has(target))).toEqual([]);
  });

  it('is stale where a page was changed, is missing, or is none', () => {
    const other = mkdtempSync(join(tmpdir(), 'kairos-reference-'));
    writePages(other);
    appendFileSync(join(other, 'rules.md'), 'One more thing.\n');
    rmSync(join(other, 'signals.md'));
    writeFileSync(join(other, 'old.md'), '# Old\n');
    expect(stalePages(other).toSorted()).toEqual([
      'old.md is no page of the reference',
      'rules.md no longer says what the code does',
      'signals.md is missing',
    ]);
    writePages(other);
    expect(stalePages(other)).toEqual([]);
    rmSync(other, { recursive: true });
  });
});

describe('JSON for readers', () => {
  it('stands on one line where that fits, and else part by part', () => {
    expect(jsonText({ a: 1, b: ['x', 'y'] })).toBe('{ "a": 1, "b": ["x", "y"] }');
    const long = { when: 'x'.repeat(90), on: ['Work Billed'] };
    expect(jsonText({ long })).toBe(
      `{\n  "long": {\n    "when": "${'x'.repeat(90)}",\n    "on": ["Work Billed"]\n  }\n}`,
    );
  });
});
