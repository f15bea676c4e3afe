import { join } from 'node:path';
import * as protocol from '../protocol.js';
import type { EngineFiles, FileCaller } from './files/engine-files.js';
import type { Answer } from './page-events.js';
import type { PluginTable } from './plugin-table.js';
import type { Session } from './session.js';

export interface FileEventOptions {
  readonly files: EngineFiles;
  readonly table: PluginTable;
  /** Folder of all workspaces. */
  readonly workspace: string;
}

type Payload = Readonly<Record<string, unknown>>;

/** What a page can ask of the engine about files, by the name of the event. */
export function fileEvents({ files, table, workspace }: FileEventOptions): [string, Answer][] {
  /** A plugin of the page that runs here is the user, and works in its folder; the page itself is kept to what is shared. */
  async function callerOf(session: Session, payload: Payload): Promise<FileCaller> {
    const plugin = await table.heldAs(session, String(payload.plugin ?? ''));
    if (plugin) return { trusted: true, workDir: plugin.workDir };
    const name = typeof payload.workspace === 'string' ? payload.workspace : 'default';
    return { trusted: false, workDir: join(workspace, name) };
  }
  return [
    [
      protocol.LIST_DIR,
      async (session, payload) => files.listDir(await callerOf(session, payload), payload),
    ],
    [
      protocol.MAKE_DIR,
      async (session, payload) => files.makeDir(await callerOf(session, payload), payload),
    ],
    [
      protocol.REMOVE_FILES,
      async (session, payload) => files.removeFiles(await callerOf(session, payload), payload),
    ],
    [
      protocol.GET_FILE_URL,
      async (session, payload) => files.getFileUrl(await callerOf(session, payload), payload),
    ],
    [
      protocol.GET_FILE_PATH,
      async (session, payload) => files.getFilePath(await callerOf(session, payload), payload),
    ],
    [
      protocol.REQUEST_UPLOAD_URL,
      async (session, payload) => files.requestUploadUrl(await callerOf(session, payload), payload),
    ],
  ];
}
