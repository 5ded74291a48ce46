/** Whom the cookie signs in to. */
export interface SessionView {
  readonly environment: { readonly id: string; readonly kind: 'live' | 'test'; readonly name: string };
}

export interface EnvironmentView {
  readonly id: string;
  readonly kind: 'live' | 'test';
  readonly name: string;
  readonly publishableKey: string;
}

/** The environment's now. `fixed`: a test clock that stands still until it is moved. */
export interface ClockView {
  readonly now: string;
  readonly fixed: boolean;
}
