/** Starts the demo server on `port` (default 8765; 0 for any), or on a free port when that one is taken. */
export function startServer(
  port?: number,
): Promise<{ readonly url: string; close(): Promise<void> }>;
