import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EngineRunner } from './engine-runner.ts';
import { playScenario } from './play-scenario.ts';
import { readScenarios, scenarioSchema } from './scenario.ts';

const scenarios = readScenarios();

describe('every scenario holds of the engine', () => {
  it.each(scenarios)('$id: $title', async (scenario) => {
    await expect(playScenario(scenario, new EngineRunner())).resolves.toBeUndefined();
  });
});

describe('the scenarios', () => {
  it('have a number each', () => {
    const numbers = scenarios.map((scenario) => scenario.id.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('are described by spec/schema.json', async () => {
    const schema = z.toJSONSchema(scenarioSchema, { io: 'input' });
    await expect(`${JSON.stringify({ title: 'A Kairos scenario', ...schema }, null, 2)}\n`).toMatchFileSnapshot(
      '../../spec/schema.json',
    );
  });
});
