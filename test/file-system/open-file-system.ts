import {
  createFileSystem,
  type FileSystemApi,
  type FileSystemOptions,
} from '../../src/file-system/create-file-system.js';

const opened: FileSystemApi[] = [];
const workspaces = new Set<string>();

/** A workspace name that no other test uses. */
export const newWorkspace = (): string => `test-${crypto.randomUUID()}`;

/** Opens a file system that {@link closeFileSystems} puts away, together with its database. */
export async function openFileSystem(
  options: Partial<FileSystemOptions> = {},
): Promise<FileSystemApi> {
  const { workspace = newWorkspace(), persistent = true } = options;
  const api = await createFileSystem({ workspace, persistent });
  opened.push(api);
  if (persistent) workspaces.add(workspace);
  return api;
}

export async function closeFileSystems(): Promise<void> {
  for (const api of opened.splice(0)) api.dispose();
  for (const workspace of workspaces)
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`imjoy_home_${workspace}`);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error('cannot delete'));
    });
  workspaces.clear();
}

/** The error that a promise rejects with; fails if it resolves. */
export async function refusal(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  const outcome: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error(`expected a rejection with an Error, got ${String(outcome)}`);
}
