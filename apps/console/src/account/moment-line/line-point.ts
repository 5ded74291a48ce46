import type { MomentLook } from '../../parts/glyphs.tsx';

/** Something on the line, with what there is to say about it. */
export interface LinePoint {
  readonly id: string;
  readonly at: number;
  readonly kind: 'signal' | 'moment' | 'upgrade';
  readonly title: string;
  readonly detail: string;
  /** A few characters to stand in the picture itself; empty for none. */
  readonly label: string;
  readonly look: MomentLook | null;
  /** The decision behind it, where there is one. */
  readonly decision: string | null;
}
