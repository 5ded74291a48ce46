import type { Page, PageWatcher } from '../page.ts';
import { createMemoryStorage, type KairosStorage } from '../storage.ts';
import { Conditions } from './conditions.ts';

/** A page that a test hides, shows and leaves. */
export class FakePage implements Page {
  readonly beacons: { readonly url: string; readonly body: string }[] = [];
  readonly #watchers = new Set<PageWatcher>();
  #visible = true;

  isVisible(): boolean {
    return this.#visible;
  }

  watch(watcher: PageWatcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  beacon(url: string, body: string): boolean {
    this.beacons.push({ url, body });
    return true;
  }

  hide(): void {
    this.#setVisible(false);
  }

  show(): void {
    this.#setVisible(true);
  }

  leave(): void {
    for (const watcher of this.#watchers) watcher.leaving();
  }

  comeOnline(): void {
    for (const watcher of this.#watchers) watcher.online();
  }

  /** Another tab wrote to the storage. */
  hearStorage(key: string | null): void {
    for (const watcher of this.#watchers) watcher.stored(key);
  }

  #setVisible(visible: boolean): void {
    this.#visible = visible;
    for (const watcher of this.#watchers) watcher.visibilityChanged();
  }
}

/** One browser's storage: what one tab writes, the others are told of, as browsers do. */
export class FakeBrowserStorage {
  readonly #entries = createMemoryStorage();
  readonly #tabs: FakePage[] = [];
  readonly #conditions = new Conditions();

  /** The keys of all that is stored, in any order. */
  keys(): readonly string[] {
    return Array.from({ length: this.#entries.length }, (_, index) => this.#entries.key(index) ?? '');
  }

  /** Resolves once what is stored is so. */
  until(condition: () => boolean): Promise<void> {
    return this.#conditions.until(condition);
  }

  /** The storage as one tab sees it. */
  tab(page: FakePage): KairosStorage {
    const entries = this.#entries;
    const others = (key: string): void => {
      for (const tab of this.#tabs) if (tab !== page) tab.hearStorage(key);
      this.#conditions.changed();
    };
    this.#tabs.push(page);
    return {
      get length() {
        return entries.length;
      },
      key: (index) => entries.key(index),
      getItem: (key) => entries.getItem(key),
      setItem: (key, value) => {
        entries.setItem(key, value);
        others(key);
      },
      removeItem: (key) => {
        entries.removeItem(key);
        others(key);
      },
    };
  }
}
