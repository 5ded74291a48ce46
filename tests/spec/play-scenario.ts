import { expect } from 'vitest';
import { type JsonObject, readConfig, type Scenario, type SegmentMessage, type Step } from './scenario.ts';
import type { Answer, ScenarioRunner } from './scenario-runner.ts';

/** Plays a scenario through a runner, step by step, and expects of each what it says. */
export async function playScenario(scenario: Scenario, runner: ScenarioRunner): Promise<void> {
  const play = new Play(scenario, runner);
  await play.begin();
  for (const [index, step] of scenario.steps.entries()) await play.take(step, index);
}

class Play {
  readonly #scenario: Scenario;
  readonly #runner: ScenarioRunner;
  /** The ids that steps named with "as". */
  readonly #named = new Map<string, string>();
  /** How often each signal has been seen to fire, by all that was said of it. */
  readonly #seen = new Map<string, number>();
  #now: string;

  constructor(scenario: Scenario, runner: ScenarioRunner) {
    this.#scenario = scenario;
    this.#runner = runner;
    const start = scenario.steps[0]?.at;
    if (start === undefined)
      throw new TypeError(`${scenario.id}: the first step says with "at" where the clock stands`);
    this.#now = start;
  }

  async begin(): Promise<void> {
    await this.#runner.begin(this.#now);
    const { config } = this.#scenario;
    const answer = await this.#runner.configure(readConfig(config));
    expectPart(`${this.#scenario.id}: the config`, answer, { ok: true });
  }

  async take(step: Step, index: number): Promise<void> {
    const where = `step ${index}, ${step.do}${step.note === undefined ? '' : `: ${step.note}`}`;
    if (step.at !== undefined && step.at !== this.#now) {
      this.#now = step.at;
      await this.#runner.advance(step.at);
    }
    if (step.do !== 'wait') expectAnswer(await this.#act(step, index), this.#filled(step), where);
    await this.#expectFired(step, where);
  }

  async #act(step: Exclude<Step, { readonly do: 'wait' }>, index: number): Promise<Answer> {
    const runner = this.#runner;
    switch (step.do) {
      case 'configure':
        return runner.configure(readConfig(step.config));
      case 'send':
        return runner.send(step.messages.flatMap((message, at) => this.#expand(message, `${index}-${at}`)));
      case 'account':
        return runner.account(step.account);
      case 'check':
        return runner.check(step.ask);
      case 'invoices':
        return runner.invoices(step.account);
      case 'subscribe':
        return runner.subscribe(step.account, step.subscription);
      case 'take':
        return runner.take(this.#idOf(step.moment), step.step, step.said ?? {});
      case 'accept':
        return runner.accept(this.#idOf(step.quote));
      case 'decide': {
        const answer = await runner.decide(step.ask);
        if (answer.ok) this.#name(step.as, answer.body['moment']);
        return answer;
      }
      case 'quote': {
        const answer = await runner.quote(this.#filled(step.ask));
        if (answer.ok) this.#name(step.as, answer.body);
        return answer;
      }
    }
  }

  /** One message as often as it says, each with an id and the time of the step. */
  #expand({ times = 1, ...message }: SegmentMessage, place: string): readonly SegmentMessage[] {
    return Array.from({ length: times }, (_, count) => ({
      messageId: `${this.#scenario.id}-${place}-${count}`,
      timestamp: this.#now,
      ...message,
    }));
  }

  async #expectFired({ fired }: Step, where: string): Promise<void> {
    const news: JsonObject[] = [];
    for (const account of accountsIn(this.#scenario)) {
      const all = (await this.#runner.firedSignals(account)).map((signal) => ({ ...signal, account }));
      for (const [told, same] of Map.groupBy(all, (signal) => JSON.stringify(signal))) {
        news.push(...same.slice(this.#seen.get(told) ?? 0));
        this.#seen.set(told, same.length);
      }
    }
    if (fired === undefined) return;
    const key = (signal: JsonObject): string =>
      JSON.stringify([signal['account'], signal['subject'], signal['signal']]);
    const byKey = (left: JsonObject, right: JsonObject): number => (key(left) < key(right) ? -1 : 1);
    expectPart(`${where}: signals fired`, news.toSorted(byKey), fired.toSorted(byKey));
  }

  #name(as: string | undefined, value: unknown): void {
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
    if (as !== undefined && typeof id === 'string') this.#named.set(as, id);
  }

  #idOf(reference: string): string {
    const id = this.#named.get(reference.slice(1));
    if (id === undefined) throw new TypeError(`${this.#scenario.id}: no step answered with an id for ${reference}`);
    return id;
  }

  /** The same with every `$name` replaced by the id that it stands for. */
  #filled<Value>(value: Value): Value {
    return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
      typeof inner === 'string' && /^\$[a-z]/.test(inner) ? this.#idOf(inner) : inner,
    );
  }
}

function expectAnswer(answer: Answer, step: Step, where: string): void {
  const refused = 'refused' in step ? step.refused : undefined;
  expectPart(where, answer, refused === undefined ? { ok: true } : { ok: false, ...refused });
  if (!answer.ok) return;
  const { body } = answer;
  if ('expect' in step && step.expect !== undefined) expectPart(where, body, step.expect);
  if (step.do !== 'decide') return;
  if (step.moment !== undefined) expectPart(`${where}: the moment`, body['moment'] ?? null, step.moment);
  if (step.wall !== undefined) expectPart(`${where}: the wall`, body['wall'] ?? null, step.wall);
  if (step.routed !== undefined) expectPart(`${where}: the route`, body['routed'] ?? null, step.routed);
  if (step.trace !== undefined) expectPart(`${where}: the trace`, shortTrace(body['trace'], step.trace), step.trace);
}

/** Expects a part of what there is; the place stands in the comparison, so that a failure says where it is. */
function expectPart(where: string, actual: unknown, expected: unknown): void {
  expect({ [where]: actual }).toMatchObject({ [where]: expected });
}

interface PlayOutcome {
  readonly play: string;
  readonly outcome: string;
  readonly rules: readonly { readonly rule: string; readonly outcome: string }[];
}

/** A trace cut down to what decided about the plays that are asked for. */
function shortTrace(trace: unknown, asked: readonly { readonly play: string }[]): readonly JsonObject[] {
  return (Array.isArray(trace) ? (trace as readonly PlayOutcome[]) : [])
    .filter(({ play }) => asked.some((each) => each.play === play))
    .map(({ play, outcome, rules }) => ({
      play,
      outcome,
      failed: rules.find((rule) => rule.outcome === 'fail')?.rule ?? null,
    }));
}

/** The accounts that a scenario speaks of. */
function accountsIn(scenario: Scenario): ReadonlySet<string> {
  const accounts = new Set<string>();
  JSON.stringify(scenario.steps, (key, value: unknown) => {
    if ((key === 'groupId' || key === 'account') && typeof value === 'string') accounts.add(value);
    return value;
  });
  return accounts;
}
