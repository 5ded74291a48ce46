/** One server-sent event. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream of server-sent events, one after the other. */
export class EventStream {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  constructor(response: Response) {
    if (response.status !== 200 || response.body === null) throw new Error(`no stream but ${response.status}`);
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next event; null when the stream has ended. Comments, which keep a connection alive, are passed over. */
  async next(): Promise<StreamEvent | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const event = readEvent(this.#text.slice(0, end));
        this.#text = this.#text.slice(end + 2);
        if (event !== null) return event;
      } else {
        const { done, value } = await this.#reader.read();
        if (done) return null;
        this.#text += value;
      }
    }
  }

  /** The data of the next event of this name; those of other names are passed over. */
  async until(name: string): Promise<unknown> {
    for (let event = await this.next(); event !== null; event = await this.next()) {
      if (event.event === name) return event.data;
    }
    throw new Error(`the stream ended without "${name}"`);
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }
}

function readEvent(block: string): StreamEvent | null {
  const fields = new Map(
    block
      .split('\n')
      .map((line): [string, string] => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  const data = fields.get('data');
  return data === undefined ? null : { event: fields.get('event') ?? 'message', data: JSON.parse(data) };
}
