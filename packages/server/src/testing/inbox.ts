/** Collects messages, and lets a test wait for as many as it expects. */
export class Inbox {
  readonly messages: string[] = [];
  #waiting: (() => void) | null = null;

  readonly put = (message: string): void => {
    this.messages.push(message);
    this.#waiting?.();
  };

  async size(count: number): Promise<readonly string[]> {
    while (this.messages.length < count) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
    return [...this.messages];
  }
}
