import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

type Name = 'link' | 'lstat' | 'open' | 'readdir' | 'rename' | 'stat';
type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Has something happen right before a function of the file system does its work, as somebody might who waits for
 * the moment. `act` is given the path, and whether it acts is its own to decide.
 * @returns what ends that
 */
export function beforeCall(name: Name, act: (path: string) => Promise<void>): () => void {
  const module = promises as unknown as Record<string, Call>;
  const original = module[name]!;
  module[name] = async (...args) => {
    await act(String(args[0]));
    return original(...args);
  };
  syncBuiltinESMExports();
  return () => {
    module[name] = original;
    syncBuiltinESMExports();
  };
}

/** The error that Node makes of a failure of the system. */
export const systemError = (code: string): Error => Object.assign(new Error(code), { code });
