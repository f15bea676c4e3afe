/** Something the user is asked or told in a dialog. */
export interface Question<T> {
  readonly heading: string | null;
  /** The plugin that asks; null for the page. */
  readonly from: string | null;
  /** What `from` does: it "says" or "asks". */
  readonly verb: string;
  readonly confirmText: string;
  /** Null where there is nothing to choose. */
  readonly cancelText: string | null;
  /** A message waits until those before it are answered; a form opens at once, above what is there. */
  readonly kind: 'message' | 'form';
  /** What lit shows between heading and buttons; made when its turn comes. A message's has the id `content`. */
  content(): unknown;
  /** The answer once the user confirmed; the content is still on the page then. */
  confirmed(): T;
  /** The answer when the user cancelled, or nobody could be asked. */
  readonly dismissed: T;
}
