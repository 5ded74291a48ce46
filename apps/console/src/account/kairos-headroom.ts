import '@kairos/elements/headroom';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { MeterUsageView } from '../api/usage-view.ts';

interface HeadroomAttributes extends HTMLAttributes<HTMLElement> {
  readonly data: MeterUsageView;
  /** The IANA zone that days are told in. */
  readonly 'time-zone': string;
}

// React knows the elements of HTML alone; one of our own is declared to it.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'kairos-headroom': DetailedHTMLProps<HeadroomAttributes, HTMLElement>;
    }
  }
}
