import type { CheckAsk, DecideAsk, JsonObject, QuoteAsk, SegmentMessage, SubscriptionTerms } from './scenario.ts';
import type { Answer, Said, ScenarioRunner } from './scenario-runner.ts';

export interface HttpTarget {
  /** Where the API is: `http://localhost:4400`. */
  readonly baseUrl: string;
  /** The key that may make environments: each scenario gets one of its own. */
  readonly bootstrapKey: string;
  /** What sends a request; a server's own handler spares the network. */
  readonly send?: (request: Request) => Promise<Response>;
}

/** Runs a scenario through the HTTP API, with the environment's test clock. */
export class HttpRunner implements ScenarioRunner {
  readonly #target: HttpTarget;
  #key: string;

  constructor(target: HttpTarget) {
    this.#target = target;
    this.#key = target.bootstrapKey;
  }

  async begin(now: string): Promise<void> {
    const made = await this.#must('POST', '/v1/environments', { name: 'Scenario', kind: 'test' });
    this.#key = String(made['secretKey']);
    await this.#must('PUT', '/v1/clock', { now });
  }

  async advance(to: string): Promise<void> {
    await this.#must('POST', '/v1/clock/advance', { to });
  }

  configure(config: JsonObject): Promise<Answer> {
    return this.#call('PUT', '/v1/config', config);
  }

  send(messages: readonly SegmentMessage[]): Promise<Answer> {
    return this.#call('POST', '/v1/batch', { batch: messages });
  }

  account(id: string): Promise<Answer> {
    return this.#call('GET', `/v1/accounts/${encodeURIComponent(id)}`);
  }

  async firedSignals(account: string): Promise<readonly JsonObject[]> {
    const answer = await this.#call('GET', `/v1/accounts/${encodeURIComponent(account)}/timeline?limit=200`);
    const entries = answer.ok ? answer.body['data'] : [];
    if (!Array.isArray(entries)) throw new TypeError('a timeline answers with a list of data');
    return entries.map(asObject).filter((entry) => entry['kind'] === 'signal');
  }

  check(ask: CheckAsk): Promise<Answer> {
    return this.#call('POST', '/v1/check', ask);
  }

  subscribe(account: string, terms: SubscriptionTerms): Promise<Answer> {
    return this.#call('PUT', `/v1/accounts/${encodeURIComponent(account)}/subscription`, terms);
  }

  decide(ask: DecideAsk): Promise<Answer> {
    return this.#call('POST', '/v1/decide', ask);
  }

  take(moment: string, step: string, said: Said): Promise<Answer> {
    return this.#call('POST', `/v1/moments/${moment}/${step}`, said);
  }

  quote(ask: QuoteAsk): Promise<Answer> {
    return this.#call('POST', '/v1/quotes', ask);
  }

  accept(quote: string): Promise<Answer> {
    return this.#call('POST', `/v1/quotes/${quote}/accept`, {});
  }

  invoices(account: string): Promise<Answer> {
    return this.#call('GET', `/v1/accounts/${encodeURIComponent(account)}/invoices`);
  }

  async #call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> {
    const { baseUrl, send = fetch } = this.#target;
    const headers = { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await send(new Request(new URL(path, baseUrl), { method, headers, ...sent }));
    const answered = asObject(await response.json());
    if (response.ok) return { ok: true, body: answered };
    const errors = Array.isArray(answered['errors']) ? answered['errors'].map(asObject) : [];
    return { ok: false, code: String(answered['code']), errors };
  }

  async #must(method: 'POST' | 'PUT', path: string, body: object): Promise<JsonObject> {
    const answer = await this.#call(method, path, body);
    if (!answer.ok) throw new TypeError(`${method} ${path} answered ${JSON.stringify(answer)}`);
    return answer.body;
  }
}

function asObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('the API answers with JSON objects');
  return value as JsonObject;
}
