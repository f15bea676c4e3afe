let sink: (error: unknown, where: string) => void = (error, where) => {
  // eslint-disable-next-line no-console -- the last resort of errors nobody else can show
  console.error(`[imjoy] ${where}:`, error);
};

/** Where errors of foreign code go that have no caller to reject: listeners, clean-up steps, late replies. */
export function reportError(error: unknown, where: string): void {
  sink(error, where);
}

/** Replaces the sink; returns a function that puts the former one back. */
export function setErrorSink(next: (error: unknown, where: string) => void): () => void {
  const former = sink;
  sink = next;
  return () => {
    sink = former;
  };
}
