import { z } from 'zod';
import {
  accountSchema,
  checkSchema,
  invoicesSchema,
  momentRowsSchema,
  type Check,
  type KairosAccount,
  type KairosInvoice,
  type MomentRow,
} from './kairos-answers.ts';

/** Where Kairos is, and the secret key of Ledgerly's environment. The key stays on this server. */
export interface KairosConnection {
  readonly url: string;
  readonly secretKey: string;
}

/** Kairos answered with an error, or not at all (`status` 0). */
export class KairosError extends Error {
  override readonly name = 'KairosError';
  readonly status: number;
  readonly code: string;

  constructor({ status, code, message, cause }: { status: number; code: string; message: string; cause?: unknown }) {
    super(message, { cause });
    this.status = status;
    this.code = code;
  }
}

/** The calls of Kairos that Ledgerly's server makes, each with what it reads of the answer. */
export interface KairosApi {
  readonly check: (question: {
    readonly account: string;
    readonly feature: string;
    readonly amount?: number;
  }) => Promise<Check>;
  /** null: Kairos has never heard of the account. */
  readonly account: (account: string) => Promise<KairosAccount | null>;
  /** How a meter was filled in this period, as `<kairos-headroom>` takes it; Ledgerly itself reads nothing of it. */
  readonly usageHistory: (account: string, meter: string) => Promise<unknown>;
  readonly invoicesOf: (account: string) => Promise<readonly KairosInvoice[]>;
  readonly momentsOf: (account: string) => Promise<readonly MomentRow[]>;
  readonly send: (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<unknown>;
}

/** How long Ledgerly waits for an answer before it goes on without. Milliseconds. */
const PATIENCE_MS = 5_000;

export function kairosApi({ url, secretKey }: KairosConnection): KairosApi {
  const send: KairosApi['send'] = async (method, path, body) => {
    const { ok, status, text } = await reach(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!ok) throw refusal(`${method} ${path}`, status, text);
    return text === '' ? null : JSON.parse(text);
  };
  const accountPath = (account: string): string => `/v1/accounts/${encodeURIComponent(account)}`;
  return {
    send,
    check: async (question) => checkSchema.parse(await send('POST', '/v1/check', question)),
    account: async (account) => {
      try {
        return accountSchema.parse(await send('GET', accountPath(account)));
      } catch (error) {
        if (error instanceof KairosError && error.status === 404) return null;
        throw error;
      }
    },
    usageHistory: (account, meter) => send('GET', `${accountPath(account)}/usage/${meter}`),
    invoicesOf: async (account) => invoicesSchema.parse(await send('GET', `${accountPath(account)}/invoices`)).data,
    momentsOf: async (account) =>
      momentRowsSchema.parse(await send('GET', `/v1/moments?account=${encodeURIComponent(account)}`)).data,
  };
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

async function reach(url: URL, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, request);
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (cause) {
    throw new KairosError({
      status: 0,
      code: 'unreachable',
      message: `Kairos does not answer at ${url.origin}; is it running?`,
      cause,
    });
  }
}

const problemSchema = z.object({ code: z.string(), title: z.string().optional(), detail: z.string().optional() });

function refusal(call: string, status: number, text: string): KairosError {
  const problem = problemSchema.safeParse(parsed(text));
  const code = problem.success ? problem.data.code : 'unreadable';
  const why = problem.success ? (problem.data.detail ?? problem.data.title ?? code) : 'no explanation that can be read';
  return new KairosError({ status, code, message: `${call}: Kairos answered ${status} ${code}: ${why}` });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
