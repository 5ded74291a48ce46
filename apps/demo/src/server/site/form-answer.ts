/** What a form that was sent by the page's own code (src/web/send-forms.ts) is answered, as JSON. */
export interface FormAnswer {
  readonly outcome: 'done' | 'limit-reached' | 'invalid';
  /** For the visitor to read. */
  readonly message: string;
}
