import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKairos, type Kairos } from '@kairos/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpRunner } from './http-runner.ts';
import { playScenario } from './play-scenario.ts';
import { readScenarios } from './scenario.ts';

const bootstrapKey = 'sk_test_scenarios';
const directory = mkdtempSync(join(tmpdir(), 'kairos-spec-'));
let kairos: Kairos;

beforeAll(async () => {
  kairos = await createKairos({ database: { directory }, bootstrapKey });
});

afterAll(async () => {
  await kairos.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('every scenario holds of the HTTP API', () => {
  it.each(readScenarios())('$id: $title', async (scenario) => {
    const runner = new HttpRunner({ baseUrl: 'http://kairos.test', bootstrapKey, send: kairos.handler });
    await expect(playScenario(scenario, runner)).resolves.toBeUndefined();
  });
});
