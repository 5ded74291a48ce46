/** What one process found out, by name: nanoseconds, messages per second, bytes; the suite's columns say which. */
export type Figures = Readonly<Record<string, number>>;

/** What a row is told of the run that it is part of. */
export interface Setting {
  /** Less of everything: for a first look, not for a verdict. */
  readonly quick: boolean;
  /** From 0. */
  readonly round: number;
  /** What the suite's surroundings add, such as a database of this round. */
  readonly places: Readonly<Record<string, string>>;
}

/** One row of a suite: runs in a process of its own, so that no row warms up or spoils another's code. */
export interface Row {
  readonly name: string;
  readonly run: (setting: Setting) => Promise<Figures>;
}

export interface Column {
  readonly figure: string;
  readonly head: string;
  readonly text: (value: number) => string;
}

/** A ratio that is to be kept: one row's figure over another's, of the same run. */
export interface Goal {
  readonly row: string;
  readonly beside: string;
  readonly figure: string;
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
}

/** What rows need around them, such as a database server: opened once, and once a round. */
export interface Surroundings {
  readonly openRound: (round: number) => Promise<Setting['places']>;
  readonly close: () => Promise<void>;
}

export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
  readonly open?: () => Promise<Surroundings>;
  /** Rounds of a full run; a quick one has one. */
  readonly rounds: number;
}
