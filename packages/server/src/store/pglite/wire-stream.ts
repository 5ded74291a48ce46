import { Duplex } from 'node:stream';

type Send = (bytes: Uint8Array<ArrayBuffer>) => void;
type Done = (error?: Error | null) => void;

/** The byte with which a client says good-bye. The database outlives the connection, so it isn't told. */
const TERMINATE = 'X'.charCodeAt(0);

/** What the PostgreSQL driver takes for a socket: everything it writes in one go is one message to the worker. */
export class WireStream extends Duplex {
  readonly #open: () => Promise<Send>;
  #send: Send | null = null;

  constructor(open: () => Promise<Send>) {
    super();
    this.#open = open;
  }

  /** Bytes from the database. */
  receive(bytes: Uint8Array): void {
    this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  /** As `net.Socket`: the driver calls it with a port and a host, which mean nothing here. */
  connect(): this {
    this.#open().then(
      (send) => {
        if (this.destroyed) return;
        this.#send = send;
        this.emit('connect');
      },
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // The worker sends by itself.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#forward([chunk], done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    this.#forward(
      chunks.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  #forward(chunks: readonly Buffer[], done: Done): void {
    const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let offset = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, offset);
      offset += chunk.length;
    }
    if (bytes[0] !== TERMINATE) this.#send?.(bytes);
    done();
  }
}
