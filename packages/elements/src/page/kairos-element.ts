import type { Kairos } from '@kairos/client';
import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { localeOf } from './locale.ts';
import { onProvided, providedKairos } from './provide-kairos.ts';

/** An element that follows a client's state: its own `client`, or the one that `provideKairos` gave to the page. */
export abstract class KairosElement extends LitElement {
  static override properties: PropertyDeclarations = { client: { attribute: false } };

  /** The client to follow; null: the one that was provided to the page. */
  declare client: Kairos | null;
  #followed: Kairos | null = null;
  #leaveFollowed: (() => void) | null = null;
  #leaveProvided: (() => void) | null = null;

  constructor() {
    super();
    this.client = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveProvided = onProvided(() => this.#follow());
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveProvided?.();
    this.#leaveProvided = null;
    this.#follow();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('client')) this.#follow();
  }

  /** The client to follow now; null while there is none, or the element is not on a page. */
  protected get kairos(): Kairos | null {
    return this.isConnected ? (this.client ?? providedKairos()) : null;
  }

  protected get locale(): string | undefined {
    return localeOf(this);
  }

  /** Another client is followed, or none. Called before its state is looked at. */
  protected clientChanged(): void {
    this.stateChanged();
  }

  /** The client's state changed. */
  protected stateChanged(): void {
    this.requestUpdate();
  }

  #follow(): void {
    const next = this.kairos;
    if (next === this.#followed) return;
    this.#leaveFollowed?.();
    this.#followed = next;
    this.#leaveFollowed = next?.state.subscribe(() => this.stateChanged()) ?? null;
    this.clientChanged();
  }
}
