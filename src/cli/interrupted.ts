const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl+C is how a command ends that goes on, which is no failure. A second one ends it at once. */
export function untilInterrupted(): Promise<void> {
  return new Promise((interrupted) => {
    const end = () => {
      for (const signal of SIGNALS) process.off(signal, end);
      interrupted();
    };
    for (const signal of SIGNALS) process.on(signal, end);
  });
}
