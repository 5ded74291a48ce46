import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { aMeterUsage } from './a-usage.ts';
import { aFunnelReport, rowOf } from './a-world.ts';
import type { AccountWorld, World } from './world.ts';

/** Kairos' server as the console sees it: the same routes and shapes over a made-up world, and the built console at /console/. */
export interface FakeKairosApi {
  readonly origin: string;
  /** The paths asked of the API so far, oldest first. */
  readonly asked: readonly string[];
  /** Ends every session, as a server does that was started anew. */
  readonly signEveryoneOut: () => void;
  readonly setWorld: (world: World) => void;
  /** Answers paths that begin like this with a problem of that status from now on; `null` ends it. */
  readonly failWith: (failure: { readonly path: string; readonly status: number } | null) => void;
  /** Keeps paths that begin like this waiting; the answer lets them go on. */
  readonly hold: (path: string) => () => void;
  readonly close: () => Promise<void>;
}

export const SECRET_KEY = 'sk_test_fake';
export const SIGN_IN_CODE = 'code-from-the-terminal';
export const SESSION_COOKIE = { name: 'kairos_session', value: 'signed-in' } as const;
const COOKIE = `${SESSION_COOKIE.name}=${SESSION_COOKIE.value}`;

/** What the console can live under: nothing inline, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface FakeOptions {
  readonly world: World;
  /** The folder of the built console. */
  readonly consoleDir: string;
  /** 0 picks a free port. */
  readonly port?: number;
}

export async function startFakeKairosApi({ world: first, consoleDir, port = 0 }: FakeOptions): Promise<FakeKairosApi> {
  let world = first;
  let isOpen = true;
  let failure: { readonly path: string; readonly status: number } | null = null;
  let held: { readonly path: string; readonly until: Promise<void> } | null = null;
  const asked: string[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (!url.pathname.startsWith('/v1/')) return serveConsole(url.pathname, consoleDir, response);
    asked.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    if (held !== null && url.pathname.startsWith(held.path)) await held.until;
    if (failure !== null && url.pathname.startsWith(failure.path)) {
      return problem(
        response,
        failure.status,
        'internal',
        'The database does not answer. Nothing was lost; try again in a moment.',
      );
    }
    if (url.pathname === '/v1/console/session' && request.method !== 'GET') {
      isOpen = true;
      return session(request, response);
    }
    if (!isOpen || request.headers.cookie !== COOKIE) {
      return problem(response, 401, 'unauthorized', 'not signed in to the console');
    }
    if (world.config === null && /accounts|reports/.test(url.pathname)) {
      return problem(response, 409, 'no-config', 'this environment has no config yet; PUT one to /v1/config');
    }
    const found = route(url, world);
    return found === undefined
      ? problem(response, 404, 'not-found', `no account "${decodeURIComponent(url.pathname.split('/')[3] ?? '')}"`)
      : json(response, found);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    asked,
    signEveryoneOut: () => (isOpen = false),
    setWorld: (next) => (world = next),
    failWith: (next) => (failure = next),
    hold: (path) => {
      let letGo = (): void => undefined;
      const until = new Promise<void>((resolve) => (letGo = resolve));
      held = { path, until };
      return () => {
        held = null;
        letGo();
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function session(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'DELETE') {
    response.writeHead(204, { 'set-cookie': 'kairos_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0' }).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as { readonly key?: string; readonly code?: string };
  if (body.key !== SECRET_KEY && body.code !== SIGN_IN_CODE) {
    return problem(
      response,
      401,
      'unauthorized',
      body.code === undefined
        ? 'no environment has this secret key; it begins with sk_test_ or sk_live_'
        : 'this sign-in link was used already, or belongs to an earlier start; sign in with a secret key',
    );
  }
  response.writeHead(204, { 'set-cookie': `${COOKIE}; Path=/; HttpOnly; SameSite=Strict` }).end();
}

/** What a GET answers; undefined where there is nothing. */
function route({ pathname, searchParams }: URL, world: World): unknown {
  const environment = { id: 'env_test', kind: 'test', name: 'Ledgerly sandbox' };
  switch (pathname) {
    case '/v1/console/session':
      return { environment };
    case '/v1/environment':
      return { ...environment, publishableKey: 'pk_test_fake', identitySecret: 'never-shown' };
    case '/v1/clock':
      return { now: world.now, fixed: true };
    case '/v1/config':
      return world.config === null ? undefined : { version: 3, config: world.config };
    case '/v1/accounts':
      return accountPage(world, searchParams);
    case '/v1/reports/funnel':
      return funnel(world, searchParams);
  }
  const [id = '', part = '', meter = ''] = pathname.replace('/v1/accounts/', '').split('/').map(decodeURIComponent);
  const account = world.accounts.find((each) => each.view.id === id);
  return account === undefined ? undefined : accountPart(account, { part, meter, searchParams });
}

function accountPart(
  { view, timeline, decisions, invoices }: AccountWorld,
  {
    part,
    meter,
    searchParams,
  }: { readonly part: string; readonly meter: string; readonly searchParams: URLSearchParams },
): unknown {
  const isAll = searchParams.get('all') === 'true';
  const usage = view.usage[meter];
  switch (part) {
    case '':
      return {
        ...view,

        signals: view.signals.filter((signal) => isAll || signal.supersededBy === null),
      };
    case 'timeline':
      return { data: timeline.toReversed(), next: null };
    case 'decisions':
      return { data: decisions.toReversed(), next: null };
    case 'invoices':
      return { data: invoices };
    case 'usage':
      return usage === undefined ? undefined : aMeterUsage(meter, usage);
    default:
      return undefined;
  }
}

function accountPage(world: World, query: URLSearchParams): unknown {
  const q = (query.get('q') ?? '').toLowerCase();
  const limit = Number(query.get('limit') ?? 50);
  const start = Number(query.get('cursor') ?? 0);
  const stage = query.get('stage');
  const found = world.accounts.filter(
    ({ view }) =>
      (view.name.toLowerCase().includes(q) || view.id.includes(q)) && (stage === null || view.stage.stage === stage),
  );
  const next = start + limit < found.length ? String(start + limit) : null;
  return { data: found.slice(start, start + limit).map(rowOf), next };
}

function funnel(world: World, query: URLSearchParams): unknown {
  const by = query.get('by') === 'signal' ? 'signal' : 'play';
  const period = { from: query.get('from') ?? world.now, to: query.get('to') ?? world.now };
  return { ...aFunnelReport(world.funnel[by], period), notes: world.notes };
}

async function serveConsole(pathname: string, consoleDir: string, response: ServerResponse): Promise<void> {
  const inside = normalize(pathname.replace(/^\/console\/?/, ''));
  const path = extname(inside) === '' ? 'index.html' : inside;
  try {
    const body = await readFile(join(consoleDir, path));
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, code: string, detail: string): void {
  const body = { type: 'about:blank', title: code, status, code, detail, errors: [], requestId: 'req_fake' };
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
}
