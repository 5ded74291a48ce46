/** What the client needs to know of the page it lives in, and nothing else of the DOM. */
export interface Page {
  isVisible(): boolean;
  /** Tells of the page's life until the returned function is called. */
  watch(watcher: PageWatcher): () => void;
  /** Hands a body to the browser, to be sent even after the page is gone. false: it was not taken. */
  beacon(url: string, body: string): boolean;
}

export interface PageWatcher {
  visibilityChanged(): void;
  /** The page may never run again. */
  leaving(): void;
  /** The network is back. */
  online(): void;
  /** Another tab wrote to the storage; null when it was cleared. */
  stored(key: string | null): void;
}

/** The page around us; where there is none (on a server), one that is visible and in which nothing ever happens. */
export function browserPage(): Page {
  return {
    isVisible: () => typeof document === 'undefined' || document.visibilityState !== 'hidden',
    watch(watcher) {
      if (typeof document === 'undefined') return () => undefined;
      const stopped = new AbortController();
      const options = { signal: stopped.signal };
      document.addEventListener('visibilitychange', () => watcher.visibilityChanged(), options);
      addEventListener('pagehide', () => watcher.leaving(), options);
      addEventListener('online', () => watcher.online(), options);
      addEventListener('storage', (event) => watcher.stored(event.key), options);
      return () => stopped.abort();
    },
    beacon(url, body) {
      try {
        // text/plain is what a beacon may send across origins without asking first.
        return navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }));
      } catch {
        return false;
      }
    },
  };
}
