/**
 * What a condition may speak of: a tree of names that ends in slots. A slot is one value of whatever is judged (an account, say),
 * declared with its kind, so that a condition is checked before it ever runs. What judges brings its own slots, with whatever it needs
 * to read them (`Spec`); this folder knows names and kinds alone.
 */
export interface Schema<Spec extends SlotSpec> {
  readonly fields: Readonly<Record<string, SchemaNode<Spec>>>;
}

export type SchemaNode<Spec extends SlotSpec> = Spec | Group<Spec> | Family<Spec> | OpenFamily<Spec>;

/** `any`: text, number or flag, known when it is read. `texts`: a list of text. */
export type SlotKind = 'number' | 'text' | 'flag' | 'texts' | 'any';

export interface SlotSpec {
  readonly kind: SlotKind;
  /** What it is, in one line. */
  readonly about: string;
  /** Whether it may be missing: then `has()` asks for it, and any other use makes a condition fail. */
  readonly optional: boolean;
  /** All that a text, or each of a list, can be: a condition that compares it with anything else is a slip. */
  readonly among?: { readonly each: string; readonly names: ReadonlySet<string> };
}

/** Names that belong together: `account.plan`, `account.members`. */
export interface Group<Spec extends SlotSpec> {
  readonly fields: Readonly<Record<string, Spec | OpenFamily<Spec>>>;
}

/** The same fields for each of some ids: `usage.<meter>.used`. */
export interface Family<Spec extends SlotSpec> {
  /** What one of them is called: `meter`. */
  readonly each: string;
  readonly ids: ReadonlySet<string>;
  readonly fields: Readonly<Record<string, Spec>>;
}

/** Values under names that nobody declared: `account.traits.<name>`. */
export interface OpenFamily<Spec extends SlotSpec> {
  /** What one of them is called: `trait`. */
  readonly open: string;
  readonly slot: Spec;
}

/** A value that a slot was read as. */
export type Value = number | string | boolean | readonly Value[];

/** One slot that a condition reads. */
export interface Slot<Spec extends SlotSpec> {
  /** As it is written: `usage.invoices.used`. */
  readonly name: string;
  /** The id or name within its family; empty for a slot that stands alone. */
  readonly key: string;
  readonly spec: Spec;
  /** Its place among the slots of its set. */
  readonly index: number;
}
