import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ENTRY = fileURLToPath(new URL('./harness-entry.ts', import.meta.url));

export interface PageLook {
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
  /** What stands in the page's `<main>`. */
  readonly markup?: string;
  /** More of the host's style. */
  readonly style?: string;
}

/**
 * Serves a host page with the elements in it, built as a host would build them, under a policy as strict as they come: no inline scripts
 * or styles, no eval, trusted types, and connections to the Kairos server alone.
 */
export class HarnessServer {
  readonly #scripts: ReadonlyMap<string, string>;
  readonly #pages = new Map<string, { readonly look: PageLook; readonly kairosHost: string }>();
  readonly #server: Server;

  private constructor(scripts: ReadonlyMap<string, string>) {
    this.#scripts = scripts;
    this.#server = createServer((request, response) => {
      const url = (request.url ?? '/').replace(/\?.*/, '');
      const script = this.#scripts.get(url);
      const page = this.#pages.get(url.replace(/\.css$/, ''));
      if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else if (page === undefined) response.writeHead(404).end();
      else if (url.endsWith('.css'))
        response.writeHead(200, { 'content-type': 'text/css' }).end(HOST_STYLE + (page.look.style ?? ''));
      else {
        const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src ${page.kairosHost}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`;
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
        response.end(documentOf(page.look, url));
      }
    });
  }

  static async start(): Promise<HarnessServer> {
    const harness = new HarnessServer(await bundle());
    await new Promise<void>((resolve) => harness.#server.listen(0, '127.0.0.1', resolve));
    return harness;
  }

  /** Puts a page up, and answers where. */
  page(look: PageLook, kairosHost: string): string {
    const path = `/page-${this.#pages.size + 1}`;
    this.#pages.set(path, { look, kairosHost });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    resolve: { conditions: ['@kairos/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: ENTRY, output: { entryFileNames: 'harness.js' } },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []));
  return new Map(outputs.flatMap((each) => (each.type === 'chunk' ? [[`/${each.fileName}`, each.code]] : [])));
}

function documentOf({ lang = 'en', dir = 'ltr', markup = '' }: PageLook, url: string): string {
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Invoices</title>
<link rel="stylesheet" href="${url}.css">
<script type="module" src="/harness.js"></script>
<body><main><h1>Invoices</h1>
${markup}
<p>Northwind, due 20 March</p></main></body></html>`;
}

const HOST_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 "Noto Sans", sans-serif; }
body { margin: 0; background: light-dark(#fbfaf7, #141311); color: light-dark(#1d1b18, #efece6); }
main { display: grid; gap: 20px; max-inline-size: 1100px; margin-inline: auto; padding: 24px 16px; }
h1 { margin: 0; font-size: 22px; }
p { margin: 0; }
`;
