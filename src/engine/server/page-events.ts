import { ImjoyError } from '../../base/error.js';
import * as protocol from '../protocol.js';
import type { Attached, EngineInfo, EngineStatus, InitRequest, Initialized } from '../protocol.js';
import { unknown, type PluginTable } from './plugin-table.js';
import type { Session } from './session.js';

/** What an event is given, which anybody may have written. */
type Payload = Readonly<Record<string, unknown>>;

/** Answers an event; what it gives goes into the acknowledgement. */
export type Answer = (session: Session, payload: Payload) => Promise<object> | object;

export interface EventOptions {
  readonly table: PluginTable;
  info(): EngineInfo;
  /** Forgets everything that was started and given out. */
  reset(): Promise<void>;
}

/** What a page can ask of the engine about plugins, by the name of the event. */
export function pageEvents({ table, info, reset }: EventOptions): ReadonlyMap<string, Answer> {
  return new Map<string, Answer>([
    [
      protocol.INIT,
      async (session, payload) => {
        const request = readInit(payload);
        const { instance, secret, resumed } = await table.init(session, request, (step) =>
          session.tellStep(request.id, step),
        );
        const { workDir, config, pid } = instance;
        const answer: Initialized = {
          ...{ secret, work_dir: workDir, pid, resumed, initialized: resumed },
          differs: config.hash !== request.config.hash,
        };
        return answer;
      },
    ],
    [
      protocol.ATTACH,
      (session, { secret, received }): Attached => {
        const ended = table.endOf(String(secret));
        if (ended) return { received: 0, ended };
        const part = table.partOf(session, String(secret));
        if (!part) throw unknown();
        // What it sent in between is not to be sent again.
        const answer = { received: part.attachment.received, ended: null };
        part.instance.resume(String(secret), Number(received) || 0);
        return answer;
      },
    ],
    [
      protocol.RELEASE,
      async (session, { id }) => {
        await table.release(session, String(id));
        return {};
      },
    ],
    [
      protocol.KILL,
      async (session, { id }) => {
        await table.kill(session, String(id));
        return {};
      },
    ],
    [
      protocol.INTERRUPT,
      async (session, { id }) => {
        await table.interrupt(session, String(id));
        return {};
      },
    ],
    [
      protocol.KILL_PROCESS,
      async (_session, { all, pid }) => {
        if (all === true) await table.endAll();
        else await table.killProcess(Number(pid));
        return {};
      },
    ],
    [
      protocol.STATUS,
      (session): EngineStatus => {
        const processes = table.describe(session);
        return {
          plugin_num: processes.length,
          plugin_processes: processes,
          engine_process: process.pid,
        };
      },
    ],
    [
      protocol.PLUGIN_LOG,
      (_session, { pid, since }) => table.logOf(Number(pid), Number(since) || 0),
    ],
    [
      protocol.RESET,
      async () => {
        await reset();
        return {};
      },
    ],
    [protocol.REGISTER, (session) => ({ engine_info: info(), data_key: session.key })],
  ]);
}

function readInit({ id, config, consent }: Payload): InitRequest {
  const fields = (typeof config === 'object' && config !== null ? config : {}) as Payload;
  const { name, type, tag, workspace, flags, env, requirements, hash } = fields;
  if (typeof id !== 'string' || !id || typeof name !== 'string' || !name)
    throw new ImjoyError('ARGUMENT', 'init_plugin needs an id and a config with a name');
  return {
    id,
    config: {
      name: name.slice(0, MAX_NAME),
      type: type === undefined ? 'native-python' : String(type),
      tag: typeof tag === 'string' && tag ? tag : null,
      workspace: typeof workspace === 'string' && workspace ? workspace : 'default',
      flags: Array.isArray(flags) ? flags.map(String) : [],
      env: env ?? null,
      requirements: requirements ?? null,
      hash: typeof hash === 'string' ? hash : '',
    },
    ...(typeof consent === 'string' && { consent }),
  };
}

const MAX_NAME = 200;
